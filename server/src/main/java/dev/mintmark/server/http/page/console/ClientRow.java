package dev.mintmark.server.http.page.console;

import java.util.List;

/// @param path of the page about it
public record ClientRow(
        String id,
        String path,
        boolean isPublic,
        List<String> grants,
        List<String> scopes,
        List<String> audiences,
        String algorithm,
        boolean disabled,
        Moment created) {
    public ClientRow {
        grants = List.copyOf(grants);
        scopes = List.copyOf(scopes);
        audiences = List.copyOf(audiences);
    }
}
