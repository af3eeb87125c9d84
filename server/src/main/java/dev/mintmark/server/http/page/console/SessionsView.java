package dev.mintmark.server.http.page.console;

import java.util.List;

/// @param query a user name or the id of a session; may be empty
/// @param problem why nothing is shown; empty when something is
/// @param next address of the next page; empty on the last
public record SessionsView(
        String query, List<SessionRow> rows, String next, String problem, boolean mayWrite) {
    public SessionsView {
        rows = List.copyOf(rows);
    }
}
