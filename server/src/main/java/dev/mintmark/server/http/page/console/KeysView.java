package dev.mintmark.server.http.page.console;

import java.util.List;

/// The keys by their places, on one timeline.
///
/// @param now where the present is, in percent
/// @param marks of the axis
/// @param gone keys that are no longer published
public record KeysView(
        List<Slot> slots, String now, List<Mark> marks, List<KeyRow> gone, boolean mayWrite) {
    public KeysView {
        slots = List.copyOf(slots);
        marks = List.copyOf(marks);
        gone = List.copyOf(gone);
    }

    /// All keys of one algorithm and purpose.
    ///
    /// @param query that names the place in addresses
    /// @param mayRollBack whether there is a key that signed before
    public record Slot(
            String title, String about, String query, List<KeyRow> keys, boolean mayRollBack) {
        public Slot {
            keys = List.copyOf(keys);
        }
    }

    public record Mark(String x, String text) {}
}
