package dev.mintmark.server.http.page.console;

import java.util.List;

public record SettingsView(List<Row> rows) {
    public SettingsView {
        rows = List.copyOf(rows);
    }

    /// @param value masked when it is a secret
    /// @param from where it was set; empty for a default
    public record Row(String key, String value, String from, String about, boolean secret) {}
}
