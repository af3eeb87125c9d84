package dev.mintmark.server.http.console;

import static dev.mintmark.server.admin.AdminScope.CLIENTS_WRITE;

import dev.mintmark.server.http.HttpResponse;
import dev.mintmark.server.http.Parameters;
import dev.mintmark.server.http.RouteGroup;
import dev.mintmark.server.http.page.console.ClientForm;
import dev.mintmark.server.http.page.console.ClientRow;
import dev.mintmark.server.http.page.console.ClientsView;
import dev.mintmark.server.http.page.console.Confirmation;
import dev.mintmark.server.http.page.console.ShownOnce;
import dev.mintmark.server.key.KeySlot;
import dev.mintmark.verifier.jose.Algorithm;
import dev.mintmark.verifier.json.JsonWriter;

import java.util.List;
import java.util.Map;

/// `/console/clients`: search, look, add with an explanation of each choice, replace a secret.
final class ClientPages {
    private static final String LIST = "/console/clients";
    private static final String PER_PAGE = "50";

    private final Part part;

    ClientPages(Part part) {
        this.part = part;
    }

    RouteGroup addTo(RouteGroup group) {
        var door = part.door();
        return group.get(LIST, door.page(this::list))
                .get(LIST + "/new", door.page(visit -> form(visit, 200, blank())))
                .post(LIST + "/new", door.act(this::add, "grant"))
                .get(LIST + "/{id}", door.page(this::show))
                .get(LIST + "/{id}/rotate-secret", door.page(v -> part.ask(v, replacing(v))))
                .post(LIST + "/{id}/rotate-secret", door.act(this::replace));
    }

    private HttpResponse list(Visit visit) {
        var asked = Asked.of(visit);
        var prefix = asked.value("prefix").strip();
        var query = Map.of("prefix", prefix, "limit", PER_PAGE, "after", asked.value("after"));
        return part.show(
                visit,
                part.desk().get(visit, "/clients", query),
                doc ->
                        part.pages()
                                .clients(
                                        part.frame(visit),
                                        new ClientsView(
                                                prefix,
                                                doc.docs("clients").stream()
                                                        .map(this::row)
                                                        .toList(),
                                                Asked.next(LIST, Map.of("prefix", prefix), doc),
                                                visit.may(CLIENTS_WRITE))));
    }

    private HttpResponse show(Visit visit) {
        return part.show(
                visit,
                part.desk().get(visit, api(visit)),
                doc -> part.pages().client(part.frame(visit), row(doc), visit.may(CLIENTS_WRITE)));
    }

    private HttpResponse form(Visit visit, int status, ClientForm form) {
        return part.pages().clientForm(status, part.frame(visit), form);
    }

    private static ClientForm blank() {
        return new ClientForm(
                "",
                "confidential",
                List.of("client_credentials"),
                "",
                "",
                Algorithm.ES256.wireName(),
                algorithms(),
                "");
    }

    private static List<String> algorithms() {
        return KeySlot.offered().stream().sorted().map(Algorithm::wireName).toList();
    }

    private HttpResponse add(Visit visit, Parameters form) {
        boolean isPublic = form.value("kind").filter("public"::equals).isPresent();
        var scopes = form.value("scopes").orElse("");
        var audiences = form.value("audiences").orElse("");
        var filled =
                new ClientForm(
                        form.value("id").orElse(""),
                        isPublic ? "public" : "confidential",
                        form.values("grant"),
                        scopes,
                        audiences,
                        form.value("algorithm").orElse(Algorithm.ES256.wireName()),
                        algorithms(),
                        "");
        if (filled.grants().isEmpty()) {
            return refused(visit, 400, filled, "Say whom the client acts for.");
        }
        var body =
                new JsonWriter()
                        .beginObject()
                        .field("id", filled.id())
                        .field("public", isPublic)
                        .field("grants", filled.grants())
                        .field("scopes", Words.list(scopes))
                        .field("audiences", Words.list(audiences))
                        .field("access_token_alg", filled.algorithm())
                        .endObject();
        return switch (part.desk().post(visit, "/clients", body)) {
            case Desk.Answer.Got(var doc) -> part.pages().once(part.frame(visit), added(doc));
            case Desk.Answer.Refused(var status, _, var sentence) ->
                    refused(visit, status, filled, sentence);
        };
    }

    private HttpResponse refused(Visit visit, int status, ClientForm form, String problem) {
        return form(
                visit,
                status,
                new ClientForm(
                        form.id(),
                        form.kind(),
                        form.grants(),
                        form.scopes(),
                        form.audiences(),
                        form.algorithm(),
                        form.algorithms(),
                        problem));
    }

    private ShownOnce added(Doc client) {
        var note =
                client.time("access_tokens_from")
                        .map(from ->
                                "It gets tokens from "
                                        + part.words().moment(from).full()
                                        + " on, when everybody can know the key that signs them.")
                        .orElse("");
        return shown("Client added", client, note);
    }

    private ShownOnce shown(String title, Doc client, String note) {
        var id = client.text("id");
        boolean hasSecret = client.has("secret");
        return new ShownOnce(
                title,
                id,
                hasSecret ? "client_secret" : "client_id",
                hasSecret ? client.text("secret") : id,
                hasSecret
                        ? "The client %s proves with this secret who it is.".formatted(id)
                        : "The client %s has no secret: it names its id, and no more."
                                .formatted(id),
                note,
                LIST + "/" + Desk.segment(id),
                "To the client");
    }

    private HttpResponse replace(Visit visit, Parameters form) {
        return part.danger(
                visit,
                form,
                replacing(visit),
                () ->
                        part.desk()
                                .post(
                                        visit,
                                        api(visit) + "/rotate-secret",
                                        new JsonWriter().beginObject().endObject()),
                doc -> part.pages().once(part.frame(visit), shown("A new secret", doc, "")));
    }

    private static Confirmation replacing(Visit visit) {
        return new Confirmation(
                "Replace the secret of " + visit.path("id") + "?",
                List.of(
                        "The old secret stops working at once.",
                        "Until the client has the new one, it gets no tokens and refreshes none."),
                LIST + "/" + Desk.segment(visit.path("id")) + "/rotate-secret",
                "Replace the secret",
                false,
                false,
                "",
                "",
                LIST + "/" + Desk.segment(visit.path("id")));
    }

    private ClientRow row(Doc client) {
        var id = client.text("id");
        return new ClientRow(
                id,
                LIST + "/" + Desk.segment(id),
                client.flag("public"),
                client.texts("grants"),
                client.texts("scopes"),
                client.texts("audiences"),
                client.text("access_token_alg"),
                client.flag("disabled"),
                part.words().moment(client.time("created_at")));
    }

    private static String api(Visit visit) {
        return "/clients/" + Desk.segment(visit.path("id"));
    }
}
