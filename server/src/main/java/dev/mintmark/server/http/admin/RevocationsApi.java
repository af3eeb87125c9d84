package dev.mintmark.server.http.admin;

import dev.mintmark.server.account.Account;
import dev.mintmark.server.account.Accounts;
import dev.mintmark.server.account.UserName;
import dev.mintmark.server.event.Origin;
import dev.mintmark.server.http.HttpResponse;
import dev.mintmark.server.http.JsonBody;
import dev.mintmark.server.http.Problem;
import dev.mintmark.server.id.FamilyId;
import dev.mintmark.server.id.UserId;
import dev.mintmark.server.revocation.Outbox;
import dev.mintmark.server.revocation.Revocations;
import dev.mintmark.server.session.EndReason;
import dev.mintmark.server.session.Families;
import dev.mintmark.verifier.json.JsonWriter;

import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/// `POST /admin/v1/revocations`: what counts no more. One thing at a time: a token that is shown,
/// an access token by its id, a session, or all that a person or everybody was issued until now.
final class RevocationsApi {
    private static final Pattern TOKEN_ID = Pattern.compile("[!-~]{1,255}");

    private final Revocations revocations;
    private final Families families;
    private final Accounts accounts;
    private final InstantSource clock;

    RevocationsApi(
            Revocations revocations, Families families, Accounts accounts, InstantSource clock) {
        this.revocations = revocations;
        this.families = families;
        this.accounts = accounts;
        this.clock = clock;
    }

    HttpResponse revoke(AdminCall call) {
        return JsonBody.read(
                call.request(),
                body -> {
                    var named =
                            List.of("token", "jti", "session", "user", "everybody").stream()
                                    .filter(body::has)
                                    .toList();
                    if (named.size() != 1) {
                        throw new JsonBody.Wrong(
                                "Name one of token, jti, session, user and everybody, and only"
                                        + " one.");
                    }
                    var origin = call.origin();
                    return switch (named.getFirst()) {
                        case "token" -> shown(body.text("token"), origin);
                        case "jti" -> named(body, origin);
                        case "session" -> session(body.text("session"), origin);
                        case "user" -> ofUser(body.text("user"), origin);
                        default -> ofEverybody(body, origin);
                    };
                });
    }

    private HttpResponse shown(String token, Origin origin) {
        var word =
                switch (revocations.revokeShown(token.strip(), origin)) {
                    case SESSION -> "session";
                    case ACCESS_TOKEN -> "access_token";
                    case NOTHING -> "nothing";
                };
        return answer(new JsonWriter().beginObject().field("revoked", word));
    }

    /// Without a time it is remembered for longer than any access token lives.
    private HttpResponse named(JsonBody body, Origin origin) {
        var id = body.text("jti");
        if (!TOKEN_ID.matcher(id).matches()) {
            throw new JsonBody.Wrong("The jti of a token has 1 to 255 visible ASCII characters.");
        }
        var latest = clock.instant().plus(Outbox.KEPT);
        var expiry = body.optionalNumber("exp");
        var expiresAt = expiry.isPresent() ? Instant.ofEpochSecond(expiry.getAsLong()) : latest;
        if (expiresAt.isAfter(latest)) {
            throw new JsonBody.Wrong("No access token lives until exp.");
        }
        if (!expiresAt.isAfter(clock.instant())) {
            return answer(new JsonWriter().beginObject().field("revoked", "nothing"));
        }
        revocations.deny(id, expiresAt, origin);
        return answer(new JsonWriter().beginObject().field("revoked", "access_token"));
    }

    private HttpResponse session(String text, Origin origin) {
        var found = FamilyId.parse(text).flatMap(families::find);
        if (found.isEmpty()) {
            return Problem.of(404, "no_such_session", "There is no session of this id.")
                    .toResponse();
        }
        boolean lived = families.end(found.get().family(), EndReason.ENDED_BY_ADMIN, origin);
        return answer(
                new JsonWriter().beginObject().field("revoked", lived ? "session" : "nothing"));
    }

    private HttpResponse ofUser(String name, Origin origin) {
        return UserName.parse(name)
                .flatMap(accounts::find)
                .map(Account::id)
                .map(user -> cutOff(Optional.of(user), "user", origin))
                .orElseGet(() ->
                        Problem.of(404, "no_such_user", "There is no user of this name.")
                                .toResponse());
    }

    private HttpResponse ofEverybody(JsonBody body, Origin origin) {
        if (!body.flag("everybody")) {
            throw new JsonBody.Wrong("The member everybody must be true, if it is there.");
        }
        return cutOff(Optional.empty(), "everybody", origin);
    }

    private HttpResponse cutOff(Optional<UserId> user, String word, Origin origin) {
        var cutOff = families.cutOff(user, origin);
        return answer(
                new JsonWriter()
                        .beginObject()
                        .field("revoked", word)
                        .field("not_before", cutOff.notBefore().toString())
                        .field("sessions_ended", cutOff.ended()));
    }

    private static HttpResponse answer(JsonWriter json) {
        return HttpResponse.json(200, json.endObject().toBytes());
    }
}
