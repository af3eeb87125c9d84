package dev.mintmark.server.http.page.console;

import java.util.List;

/// A signing key, its place on the timeline, and what can be done with it.
///
/// @param state its word, such as `signing`
/// @param next what becomes of it, in a sentence; may be empty
/// @param readers how many readers of the key set hold it, in words; may be empty
/// @param bars of the timeline
public record KeyRow(
        String kid,
        String revokePath,
        String state,
        String stateText,
        Moment since,
        Moment created,
        String next,
        String readers,
        String why,
        String custody,
        List<Bar> bars,
        boolean mayRevoke) {
    public KeyRow {
        bars = List.copyOf(bars);
    }

    /// A part of a key's life, in percent of the width of the timeline.
    ///
    /// @param kind the word of a state; `planned` comes on top for what is to come
    public record Bar(String x, String width, String kind, boolean planned) {}
}
