package dev.mintmark.verifier;

import dev.mintmark.verifier.jose.Algorithm;

import org.jspecify.annotations.Nullable;

/// A source that belongs to somebody else: closing it here ends nothing.
record SharedKeys(KeySource source) implements KeySource {

    @Override
    public KeyLookup lookup(@Nullable String kid, Algorithm algorithm) {
        return source.lookup(kid, algorithm);
    }
}
