package dev.mintmark.server.http.page.console;

import java.util.List;

/// What is odd, or was.
///
/// @param all whether those that are over are shown as well
public record AlertsView(List<Row> rows, boolean all) {
    public AlertsView {
        rows = List.copyOf(rows);
    }

    /// @param mood `bad`, `warn` or `off`
    public record Row(
            String kind,
            String mood,
            String state,
            String about,
            String summary,
            Moment opened,
            Moment lastSeen,
            Moment closed) {}
}
