package dev.mintmark.server.key;

import dev.mintmark.verifier.jose.SigningEngine;
import dev.mintmark.verifier.jose.VerificationKey;

import java.util.function.Supplier;

/// A published key, ready for use.
///
/// @param engine makes what signs with its private half; throws for a key that has none
record OpenedKey(
        PublishedKey published, VerificationKey verifying, Supplier<SigningEngine> engine) {
    SigningKey signing() {
        return new SigningKey(published.kid(), published.algorithm(), engine.get());
    }

    @Override
    public String toString() {
        return "OpenedKey[" + published.kid() + "]";
    }
}
