package dev.mintmark.server.http.page.console;

import java.util.List;

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
        boolean own) {
    public AdminKeyRow {
        scopes = List.copyOf(scopes);
    }
}
