package dev.mintmark.verifier.fetch;

import dev.mintmark.verifier.jose.Algorithm;
import dev.mintmark.verifier.jose.JwkSet;

import org.jspecify.annotations.Nullable;

import java.net.URI;
import java.util.Optional;

/// An address that was configured, or found where it was allowed.
record KnownAddress(URI uri, Fetcher fetcher) {

    private static final String MEDIA_TYPES = "application/jwk-set+json, application/json";

    /// An entity tag may be as long as its server likes.
    private static final int LONGEST_TAG = 200;

    Download download(@Nullable Algorithm rsaAlgorithm, Optional<Copy> held) {
        Optional<String> tag = held.filter(copy -> copy.uri().equals(uri)).map(Copy::etag);
        Fetched fetched = fetcher.get(Wanted.json(uri, MEDIA_TYPES).unless(tag));
        if (fetched instanceof Fetched.Document document) {
            return read(document, rsaAlgorithm);
        }
        return fetched instanceof Fetched.Unchanged unchanged
                ? new Download.Unchanged(unchanged.maxAge())
                : new Download.Failed(uri + ": " + ((Fetched.Failed) fetched).reason());
    }

    /// Asks once more, only to say which copy is held now. What is answered does not matter.
    static void report(Copy now, Optional<Copy> before, Fetcher fetcher) {
        var unused =
                fetcher.get(
                        Wanted.json(now.uri(), MEDIA_TYPES)
                                .unless(Optional.of(now.etag()))
                                .with(
                                        "Mintmark-Key-Set-Before",
                                        before.map(Copy::etag).orElse("none")));
    }

    /// Only where the issuer asks for it. An issuer that gives two sets one tag would keep us from
    /// its new keys otherwise.
    private Optional<Copy> copy(Fetched.Document document) {
        return document.wantsReports()
                ? document.etag()
                        .filter(tag -> tag.length() <= LONGEST_TAG)
                        .map(tag -> new Copy(uri, tag))
                : Optional.empty();
    }

    private Download read(Fetched.Document document, @Nullable Algorithm rsaAlgorithm) {
        try {
            JwkSet set = JwkSet.parse(document.body(), rsaAlgorithm);
            return set.keys().isEmpty()
                    ? new Download.Failed("the set has no usable key: " + set.skipped())
                    : new Download.Keys(set, document.body(), document.maxAge(), copy(document));
        } catch (IllegalArgumentException e) {
            return new Download.Failed(uri + ": " + e.getMessage());
        }
    }
}
