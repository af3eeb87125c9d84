package dev.mintmark.server.http.page.console;

import java.util.List;

/// What happened, the newest first.
///
/// @param filters as they were filled in
/// @param kinds those that can be chosen
/// @param next address of the next page; empty on the last
/// @param problem why nothing is shown; empty when something is
/// @param examined what is known of whether the records are whole; may be empty
public record AuditView(
        Filters filters,
        List<String> kinds,
        List<Row> rows,
        String next,
        String problem,
        String examined) {
    public AuditView {
        kinds = List.copyOf(kinds);
        rows = List.copyOf(rows);
    }

    public record Filters(
            String kind, String user, String client, String outcome, String from, String until) {}

    /// @param kind its word, with blanks
    /// @param details the rest, in words
    public record Row(
            String number,
            Moment at,
            String kind,
            boolean failed,
            String mood,
            String actor,
            String about,
            String address,
            String details) {}
}
