package dev.mintmark.server.http.page.console;

import java.util.List;

/// @param mayEnd whether the key that opened the console may do all that this one may
/// @param own whether it is the one that opened the console
public record AdminKeyRow(
        String id,
        String revokePath,
        String name,
        List<String> scopes,
        String state,
        Moment created,
        Moment expires,
        Moment lastUsed,
        boolean good,
        boolean mayEnd,
        boolean own) {
    public AdminKeyRow {
        scopes = List.copyOf(scopes);
    }
}
