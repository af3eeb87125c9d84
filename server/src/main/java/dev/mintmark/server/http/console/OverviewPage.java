package dev.mintmark.server.http.console;

import static dev.mintmark.server.admin.AdminScope.KEYS_READ;
import static dev.mintmark.server.admin.AdminScope.SESSIONS_READ;

import dev.mintmark.server.http.HttpResponse;
import dev.mintmark.server.http.RouteGroup;
import dev.mintmark.server.http.page.console.OverviewView;
import dev.mintmark.server.http.page.console.OverviewView.Tile;
import dev.mintmark.server.http.page.console.SessionRow;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// `/console`: how the authority does, at a glance.
final class OverviewPage {
    private static final String NEWEST = "8";

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
        return part.pages().overview(part.frame(visit), new OverviewView(tiles, newest));
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
