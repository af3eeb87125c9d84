package dev.mintmark.server.http.page.console;

import java.util.List;

/// How something went, as lines over time.
///
/// @param top what the upper edge stands for
/// @param begin what the left edge stands for
public record ChartView(String id, String title, String top, String begin, List<Line> lines) {
    public ChartView {
        lines = List.copyOf(lines);
    }

    /// @param path of the line, in a field of 600 by 120
    /// @param area the same down to the ground; empty where several lines would cover each other
    /// @param now the latest value
    /// @param values all of them, for whoever points at one, oldest first
    public record Line(String name, String path, String area, String now, String values) {}
}
