package dev.mintmark.server.http.page.console;

import java.util.List;

/// @param path of the page about them
public record UserRow(
        String name, String path, String id, List<String> roles, boolean disabled, Moment created) {
    public UserRow {
        roles = List.copyOf(roles);
    }
}
