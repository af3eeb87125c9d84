package dev.mintmark.server.key;

import dev.mintmark.server.id.KeyId;
import dev.mintmark.verifier.jose.Algorithm;

import java.time.Instant;

/// A signing key at rest.
///
/// @param publicKey DER of the SubjectPublicKeyInfo (RFC 5280)
/// @param sealedPrivateKey DER of the PKCS#8 form (RFC 5958), sealed under the name of its `kid`
/// @param since when it came into its state
public record KeyRecord(
        KeyId kid,
        Algorithm algorithm,
        KeyState state,
        Instant since,
        Instant createdAt,
        byte[] publicKey,
        byte[] sealedPrivateKey) {}
