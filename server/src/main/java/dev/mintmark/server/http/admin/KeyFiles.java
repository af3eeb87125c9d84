package dev.mintmark.server.http.admin;

import dev.mintmark.server.http.HttpResponse;
import dev.mintmark.server.http.JsonBody;
import dev.mintmark.server.http.Problem;
import dev.mintmark.server.id.KeyId;
import dev.mintmark.server.key.KeyDesk;
import dev.mintmark.server.key.KeyRefusal;
import dev.mintmark.server.key.PublishedKey;
import dev.mintmark.server.key.foreign.ForeignKeys;
import dev.mintmark.verifier.json.JsonWriter;

import java.util.Locale;
import java.util.Optional;

/// Keys as files: taken in from elsewhere, and public halves for those who want one.
final class KeyFiles {
    private final KeyDesk desk;

    KeyFiles(KeyDesk desk) {
        this.desk = desk;
    }

    HttpResponse take(AdminCall call) {
        return JsonBody.read(
                call.request(),
                body -> {
                    var algorithm = body.optionalText("alg").map(Keys::algorithm);
                    var mandate = Keys.mandate(call, body, "a key was imported");
                    return switch (ForeignKeys.read(body.text("key"), algorithm)) {
                        case ForeignKeys.Refused(var why) ->
                                Problem.of(422, "unfit_key", why).toResponse();
                        case ForeignKeys.Read(var keys) ->
                                Keys.answer(
                                        201,
                                        body.flag("verify_only")
                                                ? desk.takeToVerify(keys, mandate)
                                                : desk.takeToSign(keys, mandate),
                                        keys.stream()
                                                .flatMap(key -> key.warnings().stream())
                                                .toList());
                    };
                });
    }

    HttpResponse show(AdminCall call) {
        var kid = call.path("kid");
        var key =
                KeyId.isValid(kid)
                        ? desk.publicHalf(new KeyId(kid))
                        : Optional.<PublishedKey>empty();
        if (key.isEmpty()) {
            return Problem.of(
                            404,
                            KeyRefusal.NO_SUCH_KEY.name().toLowerCase(Locale.ROOT),
                            KeyRefusal.NO_SUCH_KEY.sentence())
                    .toResponse();
        }
        var json = new JsonWriter().beginObject().field("kid", kid).name("jwk");
        key.get().writeJwk(json);
        return HttpResponse.json(200, json.field("pem", key.get().pem()).endObject().toBytes());
    }
}
