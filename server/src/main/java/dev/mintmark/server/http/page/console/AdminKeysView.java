package dev.mintmark.server.http.page.console;

import java.util.List;

public record AdminKeysView(List<AdminKeyRow> rows, boolean mayWrite) {
    public AdminKeysView {
        rows = List.copyOf(rows);
    }
}
