package dev.mintmark.server.http.page.console;

import java.util.List;

/// @param prefix how the names begin that are shown; may be empty
/// @param next address of the next page; empty on the last
public record UsersView(String prefix, List<UserRow> rows, String next, boolean mayWrite) {
    public UsersView {
        rows = List.copyOf(rows);
    }
}
