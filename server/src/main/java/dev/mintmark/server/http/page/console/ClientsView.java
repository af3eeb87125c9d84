package dev.mintmark.server.http.page.console;

import java.util.List;

/// @param prefix how the ids begin that are shown; may be empty
/// @param next address of the next page; empty on the last
public record ClientsView(String prefix, List<ClientRow> rows, String next, boolean mayWrite) {
    public ClientsView {
        rows = List.copyOf(rows);
    }
}
