package dev.mintmark.verifier;

import dev.mintmark.verifier.TokenHandles.StatusReference;
import dev.mintmark.verifier.json.JsonObject;

import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Claims taken from a payload that was read as a whole.
record ReadClaims(
        String issuer,
        String subject,
        List<String> audience,
        String clientId,
        String tokenId,
        Optional<String> sessionId,
        Set<String> scopes,
        long issuedAt,
        long expiresAt,
        long notBefore,
        Optional<StatusReference> status,
        JsonObject all)
        implements AccessClaims {}
