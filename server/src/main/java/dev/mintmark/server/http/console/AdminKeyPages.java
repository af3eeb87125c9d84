package dev.mintmark.server.http.console;

import static dev.mintmark.server.admin.AdminScope.ADMIN_KEYS_WRITE;

import dev.mintmark.server.admin.AdminScope;
import dev.mintmark.server.http.HttpResponse;
import dev.mintmark.server.http.Parameters;
import dev.mintmark.server.http.RouteGroup;
import dev.mintmark.server.http.page.console.AdminKeyForm;
import dev.mintmark.server.http.page.console.AdminKeyRow;
import dev.mintmark.server.http.page.console.AdminKeysView;
import dev.mintmark.server.http.page.console.Confirmation;
import dev.mintmark.server.http.page.console.ShownOnce;
import dev.mintmark.verifier.json.JsonWriter;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// `/console/admin-keys`: who may be here, and as what.
final class AdminKeyPages {
    private static final String LIST = "/console/admin-keys";
    private static final String USUAL_DAYS = "90";
    private static final Map<String, Duration> LIVES =
            Map.of(
                    "1", Duration.ofDays(1),
                    "30", Duration.ofDays(30),
                    "90", Duration.ofDays(90),
                    "365", Duration.ofDays(365));

    private final Part part;

    AdminKeyPages(Part part) {
        this.part = part;
    }

    RouteGroup addTo(RouteGroup group) {
        var door = part.door();
        return group.get(LIST, door.page(this::list))
                .get(LIST + "/new", door.page(v -> form(v, 200, "", USUAL_DAYS, List.of(), "")))
                .post(LIST + "/new", door.act(this::add, "scope"))
                .get(LIST + "/{id}/revoke", door.page(v -> part.ask(v, revoking(v))))
                .post(LIST + "/{id}/revoke", door.act(this::revoke));
    }

    private HttpResponse list(Visit visit) {
        return part.show(
                visit,
                part.desk().get(visit, "/admin-keys"),
                doc ->
                        part.pages()
                                .adminKeys(
                                        part.frame(visit),
                                        new AdminKeysView(
                                                doc.docs("admin_keys").stream()
                                                        .map(key -> row(visit, key))
                                                        .toList(),
                                                visit.may(ADMIN_KEYS_WRITE))));
    }

    private AdminKeyRow row(Visit visit, Doc key) {
        var id = key.text("id");
        return new AdminKeyRow(
                id,
                LIST + "/" + Desk.segment(id) + "/revoke",
                key.text("name"),
                key.texts("scopes"),
                state(key),
                part.words().moment(key.time("created_at")),
                part.words().moment(key.time("expires_at")),
                part.words().moment(key.time("last_used_at")),
                key.flag("good"),
                key.flag("good") && mayEnd(visit, key),
                id.equals(visit.key().id().value()));
    }

    private static boolean mayEnd(Visit visit, Doc key) {
        return key.texts("scopes").stream()
                .allMatch(word -> AdminScope.of(word).filter(visit::may).isPresent());
    }

    private static String state(Doc key) {
        if (key.flag("good")) {
            return "good";
        }
        return key.has("revoked_at") ? "revoked" : "expired";
    }

    private HttpResponse form(
            Visit visit,
            int status,
            String name,
            String days,
            List<String> chosen,
            String problem) {
        var choices =
                Arrays.stream(AdminScope.values())
                        .filter(visit::may)
                        .map(scope ->
                                new AdminKeyForm.Choice(
                                        scope.word(), about(scope), chosen.contains(scope.word())))
                        .toList();
        return part.pages()
                .adminKeyForm(
                        status, part.frame(visit), new AdminKeyForm(name, days, choices, problem));
    }

    private HttpResponse add(Visit visit, Parameters form) {
        var name = form.value("name").orElse("");
        var days = form.value("days").orElse("");
        var scopes = form.values("scope");
        if (!part.door().isProved(visit, form)) {
            return form(
                    visit,
                    403,
                    name,
                    days,
                    scopes,
                    "That is not the admin key that this console was opened with.");
        }
        var body = new JsonWriter().beginObject().field("name", name).field("scopes", scopes);
        Optional.ofNullable(LIVES.get(days))
                .map(part.words().now()::plus)
                .ifPresent(end -> body.field("expires_at", end.toString()));
        return switch (part.desk().post(visit, "/admin-keys", body.endObject())) {
            case Desk.Answer.Got(var key) -> part.pages().once(part.frame(visit), made(key));
            case Desk.Answer.Refused(var status, _, var sentence) ->
                    form(visit, status, name, days, scopes, sentence);
        };
    }

    private ShownOnce made(Doc key) {
        return new ShownOnce(
                "Admin key made",
                key.text("name"),
                "admin key",
                key.text("admin_key"),
                "Whoever shows this key may do what it is good for. Send it to %s on a safe way."
                        .formatted(key.text("name")),
                key.time("expires_at")
                        .map(end -> "It expires on " + part.words().moment(end).full() + ".")
                        .orElse("It never expires by itself."),
                LIST,
                "To the admin keys");
    }

    private HttpResponse revoke(Visit visit, Parameters form) {
        return part.danger(
                visit,
                form,
                revoking(visit),
                () -> part.desk().delete(visit, "/admin-keys/" + Desk.segment(visit.path("id"))),
                _ -> part.done(LIST, "admin-key-revoked"));
    }

    private static Confirmation revoking(Visit visit) {
        var id = visit.path("id");
        return new Confirmation(
                "Revoke the admin key " + id + "?",
                List.of(
                        "It opens nothing any more, on any node, and consoles that were opened with"
                                + " it are closed.",
                        "This cannot be undone."),
                LIST + "/" + Desk.segment(id) + "/revoke",
                "Revoke the key",
                false,
                false,
                "",
                "",
                LIST);
    }

    private static String about(AdminScope scope) {
        return switch (scope) {
            case ALL -> "Everything, and what later versions add.";
            case USERS_READ -> "See accounts.";
            case USERS_WRITE -> "Add and disable accounts, set passwords.";
            case CLIENTS_READ -> "See clients.";
            case CLIENTS_WRITE -> "Add clients for any scope and audience, replace secrets.";
            case SESSIONS_READ -> "See sessions.";
            case SESSIONS_WRITE -> "End sessions, revoke tokens.";
            case KEYS_READ -> "See signing keys and what the master key seals.";
            case KEYS_WRITE -> "Make, rotate, roll back, import and revoke signing keys.";
            case ADMIN_KEYS_READ -> "See admin keys.";
            case ADMIN_KEYS_WRITE -> "Make and revoke admin keys.";
            case SETTINGS_READ -> "See the settings in force.";
            case AUDIT_READ -> "Read the audit log and alerts.";
            case METRICS_READ -> "Scrape /metrics.";
            case REVOCATIONS_READ -> "Follow the revocation stream.";
        };
    }
}
