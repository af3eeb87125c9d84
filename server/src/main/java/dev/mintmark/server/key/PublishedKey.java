package dev.mintmark.server.key;

import dev.mintmark.server.id.KeyId;
import dev.mintmark.verifier.jose.Algorithm;

import java.security.PublicKey;

/// A key that verifies.
public record PublishedKey(KeyId kid, Algorithm algorithm, PublicKey publicKey) {}
