package dev.mintmark.verifier.fetch;

import dev.mintmark.verifier.jose.Algorithm;
import dev.mintmark.verifier.jose.JwkSet;

import org.jspecify.annotations.Nullable;

import java.net.URI;

/// An address that was configured.
record KnownAddress(URI uri, Fetcher fetcher) implements KeySetAddress {

    @Override
    public Download download(@Nullable Algorithm rsaAlgorithm) {
        Fetched fetched = fetcher.get(uri);
        if (fetched instanceof Fetched.Failed failed) {
            return new Download.Failed(uri + ": " + failed.reason());
        }
        var document = (Fetched.Document) fetched;
        try {
            JwkSet set = JwkSet.parse(document.body(), rsaAlgorithm);
            return set.keys().isEmpty()
                    ? new Download.Failed("the set has no usable key: " + set.skipped())
                    : new Download.Keys(set, document.maxAge());
        } catch (IllegalArgumentException e) {
            return new Download.Failed(uri + ": " + e.getMessage());
        }
    }
}
