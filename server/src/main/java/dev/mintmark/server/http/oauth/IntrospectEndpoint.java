package dev.mintmark.server.http.oauth;

import dev.mintmark.server.event.Origin;
import dev.mintmark.server.http.Endpoint;
import dev.mintmark.server.http.HttpResponse;
import dev.mintmark.server.http.Parameters;
import dev.mintmark.server.http.oauth.ClientAuthentication.Caller;
import dev.mintmark.server.revocation.Introspection;
import dev.mintmark.server.revocation.Introspection.Answer;
import dev.mintmark.server.session.Family;
import dev.mintmark.verifier.Verdict;
import dev.mintmark.verifier.json.JsonWriter;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// `POST /oauth2/introspect` (RFC 7662). Only clients that can keep a secret may ask.
public final class IntrospectEndpoint {
    private static final HttpResponse INACTIVE =
            TokenAnswer.json(200, "{\"active\":false}".getBytes(StandardCharsets.UTF_8));

    private final Introspection introspection;
    private final String issuer;

    private IntrospectEndpoint(Introspection introspection, String issuer) {
        this.introspection = introspection;
        this.issuer = issuer;
    }

    public static Endpoint of(
            ClientAuthentication authentication, Introspection introspection, String issuer) {
        return ClientForm.of(authentication, new IntrospectEndpoint(introspection, issuer)::answer);
    }

    private HttpResponse answer(Parameters form, Caller.Known caller, Origin origin) {
        if (!caller.proved()) {
            return ClientAuthentication.invalidClient();
        }
        var token = form.value("token");
        if (token.isEmpty()) {
            return OAuthError.INVALID_REQUEST.answer("The parameter token is missing.");
        }
        var client = caller.client();
        var asking = new Introspection.Caller(client.id(), client.audiences());
        return answer(introspection.examine(token.get(), asking));
    }

    private HttpResponse answer(Answer answer) {
        return switch (answer) {
            case Answer.Inactive() -> INACTIVE;
            case Answer.ActiveAccessToken(var token, var userName) ->
                    TokenAnswer.json(200, accessToken(token, userName));
            case Answer.ActiveRefreshToken(var family, var userName, var until) ->
                    TokenAnswer.json(200, refreshToken(family, userName, until));
        };
    }

    private byte[] accessToken(Verdict.Trusted token, Optional<String> userName) {
        var json =
                new JsonWriter()
                        .beginObject()
                        .field("active", true)
                        .field("token_type", "Bearer")
                        .field("iss", issuer)
                        .field("sub", token.subject())
                        .field("client_id", token.clientId());
        audience(json, token.audience());
        json.field("scope", String.join(" ", token.scopes()))
                .field("iat", token.issuedAt().getEpochSecond())
                .field("exp", token.expiresAt().getEpochSecond())
                .field("jti", token.tokenId());
        token.sessionId().ifPresent(sid -> json.field("sid", sid));
        userName.ifPresent(name -> json.field("username", name));
        return json.endObject().toBytes();
    }

    private byte[] refreshToken(Family family, String userName, Instant until) {
        var json =
                new JsonWriter()
                        .beginObject()
                        .field("active", true)
                        .field("token_type", "refresh_token")
                        .field("iss", issuer)
                        .field("sub", family.user().value())
                        .field("client_id", family.client().value());
        audience(json, family.audience());
        return json.field("scope", family.scope().toString())
                .field("iat", family.rotatedAt().getEpochSecond())
                .field("exp", until.getEpochSecond())
                .field("sid", family.id().toString())
                .field("username", userName)
                .endObject()
                .toBytes();
    }

    private static void audience(JsonWriter json, List<String> audience) {
        if (audience.size() == 1) {
            json.field("aud", audience.getFirst());
        } else {
            json.field("aud", audience);
        }
    }
}
