package dev.mintmark.server.http.console;

import static dev.mintmark.server.admin.AdminScope.SESSIONS_WRITE;

import dev.mintmark.server.http.HttpResponse;
import dev.mintmark.server.http.Parameters;
import dev.mintmark.server.http.RouteGroup;
import dev.mintmark.server.http.page.console.Confirmation;
import dev.mintmark.server.http.page.console.SessionsView;
import dev.mintmark.verifier.json.JsonWriter;

import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/// `/console/sessions`: search, look, end one, end all.
final class SessionPages {
    private static final Pattern ID = Pattern.compile("[0-9a-f]{32}");
    private static final String PER_PAGE = "50";

    private static final Confirmation END_ALL =
            new Confirmation(
                    "End everybody's sessions?",
                    List.of(
                            "Everybody is signed out, on every device, and has to sign in again.",
                            "No token that was issued until now counts any more, those of services"
                                    + " included.",
                            "This cannot be undone."),
                    "/console/sessions/revoke-all",
                    "End all sessions",
                    false,
                    false,
                    "",
                    "",
                    "/console/sessions");

    private final Part part;
    private final SessionRows rows;

    SessionPages(Part part) {
        this.part = part;
        this.rows = new SessionRows(part.words());
    }

    RouteGroup addTo(RouteGroup group) {
        var door = part.door();
        return group.get("/console/sessions", door.page(this::list))
                .get("/console/sessions/revoke-all", door.page(visit -> part.ask(visit, END_ALL)))
                .post("/console/sessions/revoke-all", door.act(this::endAll))
                .get("/console/sessions/{id}", door.page(this::show))
                .post("/console/sessions/{id}/end", door.act(this::end));
    }

    private HttpResponse list(Visit visit) {
        var query = Asked.of(visit);
        var wanted = query.value("q").strip();
        if (ID.matcher(wanted).matches()) {
            return part.pages().goTo("/console/sessions/" + wanted);
        }
        var answer =
                part.desk()
                        .get(
                                visit,
                                "/sessions",
                                Map.of(
                                        "user",
                                        wanted,
                                        "limit",
                                        PER_PAGE,
                                        "after",
                                        query.value("after")));
        return switch (answer) {
            case Desk.Answer.Got(var doc) -> shown(visit, wanted, doc, "");
            case Desk.Answer.Refused(var status, _, var sentence) when status != 403 ->
                    shown(visit, wanted, Doc.EMPTY, sentence);
            case Desk.Answer.Refused refused -> part.refused(visit, refused);
        };
    }

    private HttpResponse shown(Visit visit, String wanted, Doc doc, String problem) {
        return part.pages()
                .sessions(
                        part.frame(visit),
                        new SessionsView(
                                wanted,
                                rows.of(doc),
                                Asked.next("/console/sessions", Map.of("q", wanted), doc),
                                problem.isEmpty() && !wanted.isEmpty() && rows.of(doc).isEmpty()
                                        ? "No sign-in of this user is remembered."
                                        : problem,
                                visit.may(SESSIONS_WRITE)));
    }

    private HttpResponse show(Visit visit) {
        var answer = part.desk().get(visit, "/sessions/" + Desk.segment(visit.path("id")));
        return part.show(
                visit,
                answer,
                doc ->
                        part.pages()
                                .session(
                                        part.frame(visit),
                                        rows.row(doc),
                                        visit.may(SESSIONS_WRITE)));
    }

    private HttpResponse end(Visit visit, Parameters form) {
        var id = Desk.segment(visit.path("id"));
        return part.show(
                visit,
                part.desk().delete(visit, "/sessions/" + id),
                _ -> part.done("/console/sessions/" + id, "session-ended"));
    }

    private HttpResponse endAll(Visit visit, Parameters form) {
        return part.danger(
                visit,
                form,
                END_ALL,
                () ->
                        part.desk()
                                .post(
                                        visit,
                                        "/sessions/revoke-all",
                                        new JsonWriter().beginObject().endObject()),
                _ -> part.done("/console/sessions", "sessions-ended"));
    }
}
