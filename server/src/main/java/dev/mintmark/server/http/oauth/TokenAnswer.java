package dev.mintmark.server.http.oauth;

import dev.mintmark.server.grant.Outcome;
import dev.mintmark.server.grant.Outcome.Denied;
import dev.mintmark.server.grant.Outcome.Issued;
import dev.mintmark.server.http.ErrorShape;
import dev.mintmark.server.http.HttpResponse;
import dev.mintmark.server.http.QuotaExceeded;
import dev.mintmark.verifier.json.JsonWriter;

/// Turns decisions into answers of the token endpoint, and tokens into the answer of every endpoint
/// that hands them out.
public final class TokenAnswer {
    private TokenAnswer() {}

    static HttpResponse of(Outcome outcome) {
        return switch (outcome) {
            case Issued issued -> issued(issued);
            case Outcome.Held(var held) -> QuotaExceeded.in(ErrorShape.OAUTH, held);
            case Denied(var why) ->
                    switch (why) {
                        case BAD_GRANT ->
                                OAuthError.INVALID_GRANT.answer(
                                        "The refresh token is invalid, expired, revoked or already used.");
                        case BAD_CREDENTIALS ->
                                OAuthError.INVALID_GRANT.answer(
                                        "The user name or the password is wrong.");
                        case BAD_SCOPE ->
                                OAuthError.INVALID_SCOPE.answer(
                                        "The scope is unknown or exceeds what may be granted.");
                        case NOT_FOR_THIS_CLIENT ->
                                OAuthError.UNAUTHORIZED_CLIENT.answer(
                                        "The client is not registered for this grant.");
                    };
        };
    }

    /// The one success answer, wherever tokens are handed out.
    public static HttpResponse issued(Issued issued) {
        return json(200, tokens(issued));
    }

    static HttpResponse json(int status, byte[] json) {
        return HttpResponse.json(status, json)
                .header("Cache-Control", "no-store")
                .header("Pragma", "no-cache");
    }

    /// RFC 6749 section 5.1; `scope` is always there, as the client may have asked for another.
    private static byte[] tokens(Issued issued) {
        var json =
                new JsonWriter()
                        .beginObject()
                        .field("access_token", issued.accessToken().text())
                        .field("token_type", "Bearer")
                        .field("expires_in", issued.accessToken().lifetimeSeconds());
        issued.refreshToken().ifPresent(token -> json.field("refresh_token", token));
        return json.field("scope", issued.scope().toString()).endObject().toBytes();
    }
}
