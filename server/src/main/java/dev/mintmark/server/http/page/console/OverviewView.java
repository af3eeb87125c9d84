package dev.mintmark.server.http.page.console;

import java.util.List;

/// How the authority does, at a glance.
///
/// @param tiles figures, the most important first
/// @param newest sessions that began last
/// @param charts of the last hour
public record OverviewView(List<Tile> tiles, List<ChartView> charts, List<SessionRow> newest) {
    public OverviewView {
        charts = List.copyOf(charts);
        tiles = List.copyOf(tiles);
        newest = List.copyOf(newest);
    }

    /// @param mood `good`, `warn`, `bad` or empty
    /// @param path where there is more about it; may be empty
    public record Tile(String label, String figure, String about, String mood, String path) {}
}
