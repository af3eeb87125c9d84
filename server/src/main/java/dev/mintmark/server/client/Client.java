package dev.mintmark.server.client;

import dev.mintmark.server.id.ClientId;
import dev.mintmark.server.id.Scopes;
import dev.mintmark.verifier.jose.Algorithm;

import java.time.Instant;
import java.util.List;
import java.util.Set;

/// A registered client (RFC 6749 section 2).
///
/// @param isPublic it can keep no secret: a native or browser application
/// @param grants what it may ask the token endpoint for
/// @param scopes what it may ask for; also what it gets when it asks for nothing
/// @param audiences who its tokens are for; empty means the authority's default audience. A client
///   may introspect the tokens meant for one of them
/// @param algorithm what its access tokens are signed with
public record Client(
        ClientId id,
        boolean isPublic,
        Set<GrantType> grants,
        Scopes scopes,
        List<String> audiences,
        Algorithm algorithm,
        boolean disabled,
        Instant createdAt) {
    public Client {
        grants = Set.copyOf(grants);
        audiences = List.copyOf(audiences);
        if (isPublic && grants.contains(GrantType.CLIENT_CREDENTIALS)) {
            throw new IllegalArgumentException("a public client cannot use client_credentials");
        }
    }

    Client withAudience(String audience) {
        return new Client(
                id, isPublic, grants, scopes, List.of(audience), algorithm, disabled, createdAt);
    }
}
