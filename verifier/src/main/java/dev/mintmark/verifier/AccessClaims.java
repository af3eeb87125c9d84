package dev.mintmark.verifier;

import dev.mintmark.verifier.TokenHandles.StatusReference;
import dev.mintmark.verifier.json.JsonObject;

import java.util.List;
import java.util.Optional;
import java.util.Set;

/// The claims of an access token (RFC 9068 §2.2) after their types were checked.
record AccessClaims(
        String issuer,
        String subject,
        List<String> audience,
        String clientId,
        String tokenId,
        Optional<String> sessionId,
        Set<String> scopes,
        long issuedAt,
        long expiresAt,
        Optional<StatusReference> status,
        JsonObject all) {}
