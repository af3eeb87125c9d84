package dev.mintmark.verifier.fetch;

import dev.mintmark.verifier.jose.Algorithm;
import dev.mintmark.verifier.jose.JwkSet;

import org.jspecify.annotations.Nullable;

import java.net.URI;

/// An address that was configured, or found where it was allowed.
record KnownAddress(URI uri, Fetcher fetcher) {

    private static final String MEDIA_TYPES = "application/jwk-set+json, application/json";

    Download download(@Nullable Algorithm rsaAlgorithm) {
        Fetched fetched = fetcher.get(Wanted.json(uri, MEDIA_TYPES));
        if (fetched instanceof Fetched.Document document) {
            return read(document, rsaAlgorithm);
        }
        return new Download.Failed(
                fetched instanceof Fetched.Failed failed
                        ? uri + ": " + failed.reason()
                        : uri + ": unchanged, which nobody asked");
    }

    private Download read(Fetched.Document document, @Nullable Algorithm rsaAlgorithm) {
        try {
            JwkSet set = JwkSet.parse(document.body(), rsaAlgorithm);
            return set.keys().isEmpty()
                    ? new Download.Failed("the set has no usable key: " + set.skipped())
                    : new Download.Keys(set, document.body(), document.maxAge());
        } catch (IllegalArgumentException e) {
            return new Download.Failed(uri + ": " + e.getMessage());
        }
    }
}
