package dev.mintmark.server.http.console;

import static dev.mintmark.server.admin.AdminScope.AUDIT_READ;
import static dev.mintmark.server.admin.AdminScope.KEYS_READ;
import static dev.mintmark.server.admin.AdminScope.METRICS_READ;
import static dev.mintmark.server.admin.AdminScope.SESSIONS_READ;

import dev.mintmark.server.http.HttpResponse;
import dev.mintmark.server.http.RouteGroup;
import dev.mintmark.server.http.page.console.ChartView;
import dev.mintmark.server.http.page.console.OverviewView;
import dev.mintmark.server.http.page.console.OverviewView.Tile;
import dev.mintmark.server.http.page.console.SessionRow;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// `/console`: how the authority does, at a glance.
final class OverviewPage {
    private static final String NEWEST = "8";
    private static final Map<String, String> HOUR = Map.of("step", "minute", "limit", "60");

    private final Part part;
    private final SessionRows sessions;

    OverviewPage(Part part) {
        this.part = part;
        this.sessions = new SessionRows(part.words());
    }

    RouteGroup addTo(RouteGroup group) {
        return group.get("/console", part.door().page(this::show));
    }

    private HttpResponse show(Visit visit) {
        var tiles = new ArrayList<Tile>();
        var charts = charts(visit, tiles);
        alerts(visit, tiles);
        if (visit.may(KEYS_READ)
                && part.desk().get(visit, "/keys") instanceof Desk.Answer.Got(var doc)) {
            tiles.addAll(keys(doc));
        }
        var newest =
                visit.may(SESSIONS_READ)
                                && part.desk().get(visit, "/sessions", Map.of("limit", NEWEST))
                                        instanceof Desk.Answer.Got(var found)
                        ? sessions.of(found)
                        : List.<SessionRow>of();
        return part.pages().overview(part.frame(visit), new OverviewView(tiles, charts, newest));
    }

    private List<ChartView> charts(Visit visit, List<Tile> tiles) {
        if (!visit.may(METRICS_READ)
                || !(part.desk().get(visit, "/history", HOUR)
                        instanceof Desk.Answer.Got(var doc))) {
            return List.of();
        }
        var charts = new Charts(doc.doc("series").numbers(), "an hour ago");
        tiles.add(
                new Tile("Requests", charts.latest("requests"), "per second, last minute", "", ""));
        tiles.add(new Tile("Slowest in 100", charts.latest("latency_p99"), "ms, p99", "", ""));
        return charts.all();
    }

    private void alerts(Visit visit, List<Tile> tiles) {
        if (visit.may(AUDIT_READ)
                && part.desk().get(visit, "/alerts") instanceof Desk.Answer.Got(var doc)) {
            int open = doc.docs("alerts").size();
            tiles.add(
                    new Tile(
                            "Open alerts",
                            Integer.toString(open),
                            open == 0 ? "nothing is odd" : "look at them",
                            open == 0 ? "good" : "bad",
                            "/console/alerts"));
        }
    }

    /// Of each place where a key signs, how old that key is and what comes next.
    private List<Tile> keys(Doc answer) {
        return answer.docs("keys").stream()
                .filter(key -> key.text("state").equals("signing"))
                .map(key ->
                        new Tile(
                                key.text("alg") + " key",
                                part.words().moment(key.time("since")).near().replace(" ago", ""),
                                key.doc("next")
                                        .time("at")
                                        .map(at -> "replaced " + part.words().moment(at).near())
                                        .orElse("stays until it is replaced"),
                                "",
                                "/console/keys"))
                .toList();
    }
}
