package dev.mintmark.verifier;

import java.util.Optional;

/// The handles of a token, as its claims have them.
final class ClaimHandles implements TokenHandles {

    private final AccessClaims claims;
    private final Optional<String> keyId;

    ClaimHandles(AccessClaims claims, Optional<String> keyId) {
        this.claims = claims;
        this.keyId = keyId;
    }

    @Override
    public String issuer() {
        return claims.issuer();
    }

    @Override
    public String subject() {
        return claims.subject();
    }

    @Override
    public String clientId() {
        return claims.clientId();
    }

    @Override
    public String tokenId() {
        return claims.tokenId();
    }

    @Override
    public Optional<String> sessionId() {
        return claims.sessionId();
    }

    @Override
    public Optional<String> keyId() {
        return keyId;
    }

    @Override
    public long issuedAt() {
        return claims.issuedAt();
    }

    @Override
    public long expiresAt() {
        return claims.expiresAt();
    }

    @Override
    public Optional<StatusReference> status() {
        return claims.status();
    }
}
