package dev.mintmark.verifier;

import dev.mintmark.verifier.jose.Algorithm;
import dev.mintmark.verifier.jose.VerificationKey;

import org.jspecify.annotations.Nullable;

import java.util.List;

/// Keys that were given and never change.
final class PinnedKeys implements KeySource {

    private static final KeyLookup NO_SUCH_KEY = new KeyLookup.NoSuchKey();

    private final KeyTable table;

    PinnedKeys(List<VerificationKey> keys) {
        this.table = new KeyTable(keys);
    }

    @Override
    public KeyLookup lookup(@Nullable String kid, Algorithm algorithm) {
        KeyLookup.Found found = table.find(kid, algorithm);
        return found == null ? NO_SUCH_KEY : found;
    }
}
