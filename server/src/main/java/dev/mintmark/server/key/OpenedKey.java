package dev.mintmark.server.key;

import dev.mintmark.verifier.jose.VerificationKey;

import java.util.function.Supplier;

/// A published key, ready for use.
///
/// @param signer makes what signs with its private half; throws for a key that has none
record OpenedKey(PublishedKey published, VerificationKey verifying, Supplier<Signer> signer) {
    SigningKey signing() {
        return new SigningKey(published.kid(), published.algorithm(), signer.get());
    }

    @Override
    public String toString() {
        return "OpenedKey[" + published.kid() + "]";
    }
}
