package dev.mintmark.server.token;

import java.time.Instant;

/// A minted access token.
///
/// @param text compact JWS
/// @param id its `jti`
public record AccessToken(String text, String id, Instant issuedAt, Instant expiresAt) {
    /// `expires_in`, in seconds.
    public long lifetimeSeconds() {
        return expiresAt.getEpochSecond() - issuedAt.getEpochSecond();
    }

    @Override
    public String toString() {
        return "AccessToken[" + id + "]";
    }
}
