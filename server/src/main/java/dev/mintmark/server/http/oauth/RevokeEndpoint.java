package dev.mintmark.server.http.oauth;

import dev.mintmark.server.event.Origin;
import dev.mintmark.server.http.Endpoint;
import dev.mintmark.server.http.HttpResponse;
import dev.mintmark.server.http.Parameters;
import dev.mintmark.server.http.oauth.ClientAuthentication.Caller;
import dev.mintmark.server.revocation.Revocations;

/// `POST /oauth2/revoke` (RFC 7009). `token_type_hint` is not needed: our tokens say what they are.
public final class RevokeEndpoint {
    private final Revocations revocations;

    private RevokeEndpoint(Revocations revocations) {
        this.revocations = revocations;
    }

    public static Endpoint of(ClientAuthentication authentication, Revocations revocations) {
        return ClientForm.of(authentication, new RevokeEndpoint(revocations)::answer);
    }

    private HttpResponse answer(Parameters form, Caller.Known caller, Origin origin) {
        var token = form.value("token");
        if (token.isEmpty()) {
            return OAuthError.INVALID_REQUEST.answer("The parameter token is missing.");
        }
        return switch (revocations.revoke(token.get(), caller.client().id(), origin)) {
            case DEAD -> HttpResponse.empty(200);
            case NOT_YOURS ->
                    OAuthError.INVALID_GRANT.answer("The token was issued to another client.");
            case TOO_MANY ->
                    OAuthError.TEMPORARILY_UNAVAILABLE
                            .answer(
                                    "Too many access tokens of this session were revoked; revoke"
                                            + " its refresh token instead.")
                            .header("Retry-After", "60");
        };
    }
}
