package dev.mintmark.server.http.console;

import static dev.mintmark.server.admin.AdminScope.KEYS_WRITE;

import dev.mintmark.server.http.HttpResponse;
import dev.mintmark.server.http.Parameters;
import dev.mintmark.server.http.RouteGroup;
import dev.mintmark.server.http.page.console.Confirmation;
import dev.mintmark.verifier.json.JsonWriter;

import java.util.List;

/// `/console/keys`: the signing keys on a timeline, and what is done with them.
final class KeyPages {
    private static final String LIST = "/console/keys";

    private final Part part;

    KeyPages(Part part) {
        this.part = part;
    }

    RouteGroup addTo(RouteGroup group) {
        var door = part.door();
        return group.get(LIST, door.page(this::list))
                .post(LIST + "/generate", door.act(this::generate))
                .get(LIST + "/rotate", door.page(v -> part.ask(v, rotating(asked(v)))))
                .post(LIST + "/rotate", door.act(this::rotate))
                .get(LIST + "/rollback", door.page(v -> part.ask(v, rollingBack(asked(v)))))
                .post(LIST + "/rollback", door.act(this::rollBack))
                .get(LIST + "/{kid}/revoke", door.page(v -> part.ask(v, revoking(v))))
                .post(LIST + "/{kid}/revoke", door.act(this::revoke));
    }

    private HttpResponse list(Visit visit) {
        return part.show(
                visit,
                part.desk().get(visit, "/keys"),
                doc ->
                        part.pages()
                                .keys(
                                        part.frame(visit),
                                        new Timeline(part.words(), doc)
                                                .view(visit.may(KEYS_WRITE))));
    }

    private HttpResponse generate(Visit visit, Parameters form) {
        return part.show(
                visit,
                part.desk().post(visit, "/keys", body(Slot.of(form.value("slot").orElse("")), "")),
                _ -> part.done(LIST, "key-announced"));
    }

    private HttpResponse rotate(Visit visit, Parameters form) {
        var slot = asked(visit);
        return danger(visit, form, rotating(slot), "/keys/rotate", slot, "key-rotated");
    }

    private HttpResponse rollBack(Visit visit, Parameters form) {
        var slot = asked(visit);
        return danger(visit, form, rollingBack(slot), "/keys/rollback", slot, "key-rolled-back");
    }

    private HttpResponse revoke(Visit visit, Parameters form) {
        var path = "/keys/" + Desk.segment(visit.path("kid")) + "/revoke";
        return danger(visit, form, revoking(visit), path, Slot.ANY, "key-revoked");
    }

    private HttpResponse danger(
            Visit visit,
            Parameters form,
            Confirmation question,
            String path,
            Slot slot,
            String done) {
        var reason = form.value("reason").orElse("").strip();
        return part.danger(
                visit,
                form,
                question,
                () -> part.desk().post(visit, path, body(slot, reason)),
                _ -> part.done(LIST, done));
    }

    private static JsonWriter body(Slot slot, String reason) {
        var json = new JsonWriter().beginObject();
        if (!slot.equals(Slot.ANY)) {
            json.field("purpose", slot.purpose()).field("alg", slot.algorithm());
        }
        if (!reason.isEmpty()) {
            json.field("reason", reason);
        }
        return json.endObject();
    }

    private static Slot asked(Visit visit) {
        return Slot.of(Asked.of(visit).value("slot"));
    }

    private static Confirmation rotating(Slot slot) {
        return question(
                "Rotate: " + slot.words() + "?",
                List.of(
                        "The next key signs as soon as every copy of the key set can hold it. If"
                                + " none waits, one is made now.",
                        "The key that signs today stays published until its last token is over, so"
                                + " no token is refused."),
                "/rotate?slot=" + slot.text(),
                "Rotate");
    }

    private static Confirmation rollingBack(Slot slot) {
        return question(
                "Roll back: " + slot.words() + "?",
                List.of(
                        "The key that signed before signs again, at once. It is still published, so"
                                + " no service has to learn anything.",
                        "The key that signs now is announced again, and signs when its turn comes."),
                "/rollback?slot=" + slot.text(),
                "Roll back");
    }

    private static Confirmation revoking(Visit visit) {
        var kid = visit.path("kid");
        return question(
                "Revoke the key " + kid + "?",
                List.of(
                        "For when somebody else may hold it. Every token that it signed is refused"
                                + " from now on, and people with such tokens refresh them.",
                        "It leaves the key set. Services that follow the revocation stream hear of"
                                + " it at once, others when they fetch the key set again.",
                        "Another key takes over. This cannot be undone."),
                "/" + Desk.segment(kid) + "/revoke",
                "Revoke the key");
    }

    private static Confirmation question(
            String title, List<String> consequences, String act, String button) {
        return new Confirmation(title, consequences, LIST + act, button, true, false, "", "", LIST);
    }

    /// A place that a key fills, as an address names it.
    record Slot(String purpose, String algorithm) {
        static final Slot ANY = new Slot("", "");

        static Slot of(String text) {
            int dot = text.indexOf('.');
            return dot < 0 ? ANY : new Slot(text.substring(0, dot), text.substring(dot + 1));
        }

        String text() {
            return equals(ANY) ? "" : Desk.segment(purpose + "." + algorithm);
        }

        String words() {
            return equals(ANY) ? "all keys" : algorithm + " for " + purpose.replace('_', ' ');
        }
    }
}
