package dev.mintmark.server.http.oauth;

import dev.mintmark.server.client.GrantType;
import dev.mintmark.server.grant.Grants;
import dev.mintmark.server.grant.TokenRequest;
import dev.mintmark.server.http.Endpoint;
import dev.mintmark.server.http.Form;
import dev.mintmark.server.http.HttpRequest;
import dev.mintmark.server.http.HttpResponse;
import dev.mintmark.server.http.Malformed;
import dev.mintmark.server.http.Parameters;
import dev.mintmark.server.http.oauth.ClientAuthentication.Caller;
import dev.mintmark.server.id.Scopes;

import java.util.Optional;

/// `POST /oauth2/token` (RFC 6749 section 3.2).
public final class TokenEndpoint implements Endpoint {
    private final ClientAuthentication authentication;
    private final Grants grants;

    public TokenEndpoint(ClientAuthentication authentication, Grants grants) {
        this.authentication = authentication;
        this.grants = grants;
    }

    @Override
    public HttpResponse handle(HttpRequest request) {
        return switch (Form.read(request)) {
            case Malformed(var reason) -> ClientForm.unreadable(reason);
            case Parameters form -> answer(request, form);
        };
    }

    private HttpResponse answer(HttpRequest request, Parameters form) {
        var word = form.value("grant_type");
        if (word.isEmpty()) {
            return OAuthError.INVALID_REQUEST.answer("The parameter grant_type is missing.");
        }
        var grantType = GrantType.of(word.get());
        if (grantType.isEmpty()) {
            return OAuthError.UNSUPPORTED_GRANT_TYPE.answer(
                    "This authority knows refresh_token and client_credentials.");
        }
        var scopeText = form.value("scope");
        var scope = scopeText.flatMap(Scopes::parse);
        if (scopeText.isPresent() && scope.isEmpty()) {
            return OAuthError.INVALID_SCOPE.answer("The scope is not a list of scope tokens.");
        }
        return answer(request, form, grantType.get(), scope);
    }

    private HttpResponse answer(
            HttpRequest request, Parameters form, GrantType grantType, Optional<Scopes> scope) {
        var origin = request.origin();
        return switch (authentication.caller(request, form)) {
            case Caller.Turned(var away) -> away;
            case Caller.Known(var client, var proved) ->
                    switch (grantType) {
                        case CLIENT_CREDENTIALS -> {
                            if (!proved && form.value("client_id").isEmpty()) {
                                yield ClientAuthentication.invalidClient();
                            }
                            var wanted = new TokenRequest.ByClientCredentials(scope);
                            yield TokenAnswer.of(grants.decide(client, wanted, origin));
                        }
                        case REFRESH_TOKEN -> {
                            var token = form.value("refresh_token");
                            if (token.isEmpty()) {
                                yield OAuthError.INVALID_REQUEST.answer(
                                        "The parameter refresh_token is missing.");
                            }
                            var wanted =
                                    new TokenRequest.ByRefreshToken(
                                            token.get(), scope, request.underWay());
                            yield TokenAnswer.of(grants.decide(client, wanted, origin));
                        }
                    };
        };
    }
}
