package dev.mintmark.server.http.admin;

import dev.mintmark.server.fault.Unavailable;
import dev.mintmark.server.http.HttpResponse;
import dev.mintmark.server.http.JsonBody;
import dev.mintmark.server.http.Problem;
import dev.mintmark.server.id.KeyId;
import dev.mintmark.server.key.Custody;
import dev.mintmark.server.key.KeyDesk;
import dev.mintmark.server.key.KeyOutcome;
import dev.mintmark.server.key.KeyPurpose;
import dev.mintmark.server.key.KeyRecord;
import dev.mintmark.server.key.KeyRefusal;
import dev.mintmark.server.key.KeySetReaders;
import dev.mintmark.server.key.KeySlot;
import dev.mintmark.server.key.Mandate;
import dev.mintmark.server.log.Log;
import dev.mintmark.verifier.jose.Algorithm;
import dev.mintmark.verifier.json.JsonWriter;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.BiFunction;

/// `/admin/v1/keys`.
final class Keys {
    private static final Log LOG = Log.of(Keys.class);

    private final KeyDesk desk;
    private final KeySetReaders readers;

    Keys(KeyDesk desk, KeySetReaders readers) {
        this.desk = desk;
        this.readers = readers;
    }

    HttpResponse list(AdminCall call) {
        var json = new JsonWriter().beginObject().name("keys").beginArray();
        for (var report : desk.reports()) {
            write(json.beginObject(), report.key());
            report.next()
                    .ifPresent(next ->
                            json.name("next")
                                    .beginObject()
                                    .field("state", next.state().word())
                                    .field("at", next.at().toString())
                                    .field("waits_for", next.waitsFor())
                                    .endObject());
            if (report.key().state().isPublished()) {
                write(json, readers.share(report.key().kid()));
            }
            json.endObject();
        }
        json.endArray();
        strangers(json);
        return HttpResponse.json(200, json.endObject().toBytes());
    }

    /// A list of keys is wanted all the more when the device is away.
    private void strangers(JsonWriter json) {
        try {
            var names = desk.strangersInDevice().stream().map(KeyId::value).toList();
            if (!names.isEmpty()) {
                json.field("only_in_device", names);
            }
        } catch (Unavailable e) {
            LOG.warn("the keys in the PKCS#11 token cannot be listed", e);
        }
    }

    HttpResponse generate(AdminCall call) {
        return JsonBody.readIfAny(
                call.request(),
                body ->
                        answer(
                                201,
                                desk.generate(
                                        slot(body).orElse(KeySlot.accessTokens(Algorithm.ES256)),
                                        body.optionalText("custody").map(Keys::custody),
                                        mandate(call, body, "a key was asked for"))));
    }

    HttpResponse rotate(AdminCall call) {
        return JsonBody.readIfAny(
                call.request(),
                body -> {
                    var mandate = mandate(call, body, "a rotation was asked for");
                    var chosen = body.optionalText("to");
                    if (chosen.isEmpty()) {
                        return answer(200, desk.rotate(slot(body), mandate));
                    }
                    return named(chosen.get(), mandate, desk::rotateTo);
                });
    }

    HttpResponse rollBack(AdminCall call) {
        return JsonBody.readIfAny(
                call.request(),
                body ->
                        answer(
                                200,
                                desk.rollBack(
                                        slot(body),
                                        mandate(call, body, "a rollback was asked for"))));
    }

    HttpResponse revoke(AdminCall call) {
        return JsonBody.readIfAny(
                call.request(),
                body ->
                        named(
                                call.path("kid"),
                                mandate(call, body, "a revocation was asked for"),
                                desk::revoke));
    }

    private static HttpResponse named(
            String kid, Mandate mandate, BiFunction<KeyId, Mandate, KeyOutcome> order) {
        return answer(
                200,
                KeyId.isValid(kid)
                        ? order.apply(new KeyId(kid), mandate)
                        : new KeyOutcome.Refused(KeyRefusal.NO_SUCH_KEY));
    }

    static HttpResponse answer(int status, KeyOutcome outcome) {
        return answer(status, outcome, List.of());
    }

    static HttpResponse answer(int status, KeyOutcome outcome, List<String> warnings) {
        return switch (outcome) {
            case KeyOutcome.Done(var keys) -> {
                var json = new JsonWriter().beginObject().name("keys").beginArray();
                for (var key : keys) {
                    write(json.beginObject(), key).endObject();
                }
                json.endArray();
                if (!warnings.isEmpty()) {
                    json.field("warnings", warnings);
                }
                yield HttpResponse.json(status, json.endObject().toBytes());
            }
            case KeyOutcome.Refused(var why) ->
                    Problem.of(
                                    why == KeyRefusal.NO_SUCH_KEY ? 404 : 409,
                                    why.name().toLowerCase(Locale.ROOT),
                                    why.sentence())
                            .toResponse();
        };
    }

    private static JsonWriter write(JsonWriter json, KeyRecord key) {
        json.field("kid", key.kid().value())
                .field("alg", key.slot().algorithm().wireName())
                .field("use", "sig")
                .field("purpose", key.slot().purpose().word())
                .field("custody", key.custody().word())
                .field("state", key.state().word())
                .field("since", key.since().toString())
                .field("created_at", key.createdAt().toString())
                .field("actor", key.mandate().actor().word())
                .field("reason", key.mandate().reason());
        key.due().ifPresent(due -> json.field("due", due.toString()));
        return json;
    }

    private static void write(JsonWriter json, KeySetReaders.Share share) {
        json.name("readers")
                .beginObject()
                .field("seen", share.seen())
                .field("asked", share.asked())
                .field("silent", share.silent())
                .endObject();
    }

    /// The place of a key, if the caller names an algorithm or a purpose.
    private static Optional<KeySlot> slot(JsonBody body) {
        var algorithm = body.optionalText("alg");
        var purpose = body.optionalText("purpose");
        if (algorithm.isEmpty() && purpose.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(
                new KeySlot(
                        purpose.map(Keys::purpose).orElse(KeyPurpose.ACCESS_TOKENS),
                        algorithm.map(Keys::algorithm).orElse(Algorithm.ES256)));
    }

    private static KeyPurpose purpose(String word) {
        try {
            return KeyPurpose.of(word);
        } catch (IllegalArgumentException e) {
            throw new JsonBody.Wrong("A purpose is access_tokens or statements.");
        }
    }

    private static Custody custody(String word) {
        if (word.equals(Custody.SEALED.word()) || word.equals(Custody.PKCS11.word())) {
            return Custody.of(word);
        }
        throw new JsonBody.Wrong("The custody of a new key is sealed or pkcs11.");
    }

    static Algorithm algorithm(String name) {
        return Algorithm.named(name)
                .filter(KeySlot::isOffered)
                .orElseThrow(() -> new JsonBody.Wrong(KeySlot.offer()));
    }

    static Mandate mandate(AdminCall call, JsonBody body, String otherwise) {
        var reason = body.optionalText("reason").orElse(otherwise).strip();
        if (reason.isEmpty()
                || reason.length() > Mandate.LONGEST_REASON
                || reason.chars().anyMatch(Character::isISOControl)) {
            throw new JsonBody.Wrong("A reason has 1 to 200 characters, all on one line.");
        }
        return Mandate.admin(reason, call.origin());
    }
}
