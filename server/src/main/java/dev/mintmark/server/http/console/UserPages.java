package dev.mintmark.server.http.console;

import static dev.mintmark.server.admin.AdminScope.SESSIONS_READ;
import static dev.mintmark.server.admin.AdminScope.SESSIONS_WRITE;
import static dev.mintmark.server.admin.AdminScope.USERS_WRITE;

import dev.mintmark.server.http.HttpResponse;
import dev.mintmark.server.http.Parameters;
import dev.mintmark.server.http.RouteGroup;
import dev.mintmark.server.http.page.console.Confirmation;
import dev.mintmark.server.http.page.console.UserForm;
import dev.mintmark.server.http.page.console.UserRow;
import dev.mintmark.server.http.page.console.UserView;
import dev.mintmark.server.http.page.console.UsersView;
import dev.mintmark.verifier.json.JsonWriter;

import java.util.List;
import java.util.Map;

/// `/console/users`: search, look, add, and what is done to one of them.
final class UserPages {
    private static final String LIST = "/console/users";
    private static final String PER_PAGE = "50";
    private static final String SESSIONS_SHOWN = "20";

    private final Part part;
    private final SessionRows sessions;

    UserPages(Part part) {
        this.part = part;
        this.sessions = new SessionRows(part.words());
    }

    RouteGroup addTo(RouteGroup group) {
        var door = part.door();
        return group.get(LIST, door.page(this::list))
                .get(LIST + "/new", door.page(visit -> form(visit, 200, new UserForm("", "", ""))))
                .post(LIST + "/new", door.act(this::add))
                .get(LIST + "/{name}", door.page(this::show))
                .get(LIST + "/{name}/disable", door.page(v -> part.ask(v, disabling(v))))
                .post(LIST + "/{name}/disable", door.act(this::disable))
                .get(LIST + "/{name}/password", door.page(v -> part.ask(v, newPassword(v))))
                .post(LIST + "/{name}/password", door.act(this::setPassword))
                .get(LIST + "/{name}/end-sessions", door.page(v -> part.ask(v, ending(v))))
                .post(LIST + "/{name}/end-sessions", door.act(this::endSessions));
    }

    private HttpResponse list(Visit visit) {
        var asked = Asked.of(visit);
        var prefix = asked.value("prefix").strip();
        var query = Map.of("prefix", prefix, "limit", PER_PAGE, "after", asked.value("after"));
        return part.show(
                visit,
                part.desk().get(visit, "/users", query),
                doc ->
                        part.pages()
                                .users(
                                        part.frame(visit),
                                        new UsersView(
                                                prefix,
                                                doc.docs("users").stream().map(this::row).toList(),
                                                Asked.next(LIST, Map.of("prefix", prefix), doc),
                                                visit.may(USERS_WRITE))));
    }

    private HttpResponse show(Visit visit) {
        return part.show(
                visit,
                part.desk().get(visit, api(visit)),
                doc -> {
                    var user = row(doc);
                    var answer =
                            visit.may(SESSIONS_READ)
                                    ? part.desk()
                                            .get(
                                                    visit,
                                                    api(visit) + "/sessions",
                                                    Map.of("limit", SESSIONS_SHOWN))
                                    : new Desk.Answer.Got(Doc.EMPTY);
                    return part.show(visit, answer, found -> shown(visit, user, found));
                });
    }

    private HttpResponse shown(Visit visit, UserRow user, Doc found) {
        return part.pages()
                .user(
                        part.frame(visit),
                        new UserView(
                                user,
                                sessions.of(found),
                                found.has("next")
                                        ? "/console/sessions" + Desk.query(Map.of("q", user.name()))
                                        : "",
                                visit.may(SESSIONS_READ),
                                visit.may(SESSIONS_WRITE),
                                visit.may(USERS_WRITE)));
    }

    private HttpResponse form(Visit visit, int status, UserForm form) {
        return part.pages().userForm(status, part.frame(visit), form);
    }

    private HttpResponse add(Visit visit, Parameters form) {
        var name = form.value("name").orElse("");
        var roles = form.value("roles").orElse("");
        var body =
                new JsonWriter()
                        .beginObject()
                        .field("name", name)
                        .field("password", form.value("new_password").orElse(""))
                        .field("roles", Words.list(roles))
                        .endObject();
        return switch (part.desk().post(visit, "/users", body)) {
            case Desk.Answer.Got(var doc) -> part.done(row(doc).path(), "user-added");
            case Desk.Answer.Refused(var status, _, var sentence) ->
                    form(visit, status, new UserForm(name, roles, sentence));
        };
    }

    private HttpResponse disable(Visit visit, Parameters form) {
        return part.danger(
                visit,
                form,
                disabling(visit),
                () -> part.desk().post(visit, api(visit) + "/disable", nothing()),
                _ -> part.done(path(visit), "user-disabled"));
    }

    private HttpResponse setPassword(Visit visit, Parameters form) {
        var body =
                new JsonWriter()
                        .beginObject()
                        .field("password", form.value("new_password").orElse(""))
                        .endObject();
        return part.danger(
                visit,
                form,
                newPassword(visit),
                () -> part.desk().post(visit, api(visit) + "/password", body),
                _ -> part.done(path(visit), "password-set"));
    }

    private HttpResponse endSessions(Visit visit, Parameters form) {
        return part.danger(
                visit,
                form,
                ending(visit),
                () -> part.desk().delete(visit, api(visit) + "/sessions"),
                _ -> part.done(path(visit), "sessions-ended"));
    }

    private static Confirmation disabling(Visit visit) {
        return question(
                visit,
                "Disable " + visit.path("name") + "?",
                List.of(
                        "They are signed out on every device, and cannot sign in any more.",
                        "Nothing on these pages undoes this."),
                "/disable",
                "Disable the user",
                false);
    }

    private static Confirmation newPassword(Visit visit) {
        return question(
                visit,
                "Set a password for " + visit.path("name"),
                List.of(
                        "They are signed out on every device, and sign in with the new password.",
                        "Tell it to them on a safe way, and have them change it."),
                "/password",
                "Set the password",
                true);
    }

    private static Confirmation ending(Visit visit) {
        return question(
                visit,
                "End all sessions of " + visit.path("name") + "?",
                List.of(
                        "They are signed out on every device, and can sign in again.",
                        "No token that they were issued until now counts any more."),
                "/end-sessions",
                "End their sessions",
                false);
    }

    private static Confirmation question(
            Visit visit,
            String title,
            List<String> consequences,
            String act,
            String button,
            boolean takesPassword) {
        return new Confirmation(
                title,
                consequences,
                path(visit) + act,
                button,
                false,
                takesPassword,
                "",
                "",
                path(visit));
    }

    private UserRow row(Doc user) {
        var name = user.text("name");
        return new UserRow(
                name,
                LIST + "/" + Desk.segment(name),
                user.text("id"),
                user.texts("roles"),
                user.flag("disabled"),
                part.words().moment(user.time("created_at")));
    }

    private static String api(Visit visit) {
        return "/users/" + Desk.segment(visit.path("name"));
    }

    private static String path(Visit visit) {
        return LIST + "/" + Desk.segment(visit.path("name"));
    }

    private static JsonWriter nothing() {
        return new JsonWriter().beginObject().endObject();
    }
}
