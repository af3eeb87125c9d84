package dev.mintmark.server.http.console;

import dev.mintmark.server.http.HttpResponse;
import dev.mintmark.server.http.RouteGroup;
import dev.mintmark.server.http.page.console.AlertsView;
import dev.mintmark.server.http.page.console.AlertsView.Row;

import java.util.Map;

/// `/console/alerts`: what is odd, and what was.
final class AlertsPage {
    private static final String LIST = "/console/alerts";

    private final Part part;

    AlertsPage(Part part) {
        this.part = part;
    }

    RouteGroup addTo(RouteGroup group) {
        return group.get(LIST, part.door().page(this::list));
    }

    private HttpResponse list(Visit visit) {
        boolean all = Asked.of(visit).value("state").equals("all");
        return part.show(
                visit,
                part.desk().get(visit, "/alerts", Map.of("state", all ? "all" : "open")),
                doc ->
                        part.pages()
                                .alerts(
                                        part.frame(visit),
                                        new AlertsView(
                                                doc.docs("alerts").stream().map(this::row).toList(),
                                                all)));
    }

    private Row row(Doc alert) {
        boolean closed = alert.has("closed_at");
        return new Row(
                alert.text("kind").replace('_', ' '),
                closed ? "off" : mood(alert.text("severity")),
                closed ? "closed" : alert.text("severity"),
                alert.text("about"),
                alert.text("summary"),
                part.words().moment(alert.time("opened_at")),
                part.words().moment(alert.time("last_seen")),
                part.words().moment(alert.time("closed_at")));
    }

    static String mood(String severity) {
        return severity.equals("critical") || severity.equals("high") ? "bad" : "warn";
    }
}
