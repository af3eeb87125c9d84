package dev.mintmark.server.http.oauth;

import dev.mintmark.server.event.Origin;
import dev.mintmark.server.http.Endpoint;
import dev.mintmark.server.http.Form;
import dev.mintmark.server.http.HttpRequest;
import dev.mintmark.server.http.HttpResponse;
import dev.mintmark.server.http.Malformed;
import dev.mintmark.server.http.Parameters;
import dev.mintmark.server.http.oauth.ClientAuthentication.Caller;
import dev.mintmark.server.revocation.Revocations;

/// `POST /oauth2/revoke` (RFC 7009). `token_type_hint` is not needed: our tokens say what they are.
public final class RevokeEndpoint implements Endpoint {
    private final ClientAuthentication authentication;
    private final Revocations revocations;

    public RevokeEndpoint(ClientAuthentication authentication, Revocations revocations) {
        this.authentication = authentication;
        this.revocations = revocations;
    }

    @Override
    public HttpResponse handle(HttpRequest request) {
        return switch (Form.read(request)) {
            case Malformed(var reason) ->
                    OAuthError.INVALID_REQUEST.answer(TokenEndpoint.sentence(reason));
            case Parameters form -> answer(request, form);
        };
    }

    private HttpResponse answer(HttpRequest request, Parameters form) {
        var origin = Origin.of(request.remoteAddress());
        return switch (authentication.caller(request, form, origin)) {
            case Caller.Turned(var away) -> away;
            case Caller.Known(var client, _) -> {
                var token = form.value("token");
                if (token.isEmpty()) {
                    yield OAuthError.INVALID_REQUEST.answer("The parameter token is missing.");
                }
                yield switch (revocations.revoke(token.get(), client.id(), origin)) {
                    case DEAD -> HttpResponse.empty(200);
                    case NOT_YOURS ->
                            OAuthError.INVALID_GRANT.answer(
                                    "The token was issued to another client.");
                };
            }
        };
    }
}
