package dev.mintmark.verifier.revocation;

import dev.mintmark.verifier.KeySource;
import dev.mintmark.verifier.fetch.Address;

import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Objects;
import java.util.Optional;

/// What one feed was told.
///
/// @param stream where it is and how to get in; empty to go by lists alone
record FeedSettings(
        URI issuer,
        KeySource keys,
        StalePolicy whenStale,
        Optional<Stream> stream,
        ListPrefix lists,
        Times times,
        FeedBounds bounds,
        InstantSource clock) {

    record Stream(URI address, StreamAccess access) {

        Stream {
            Address.requireFetchable(address);
            Objects.requireNonNull(access);
        }
    }

    record Times(Duration maxStaleness, Duration longestTokenLife) {

        private static final Duration SHORTEST = Duration.ofSeconds(5);
        private static final Duration LONGEST = Duration.ofDays(1);

        Times {
            requireBetween(maxStaleness, "what may pass without news");
            requireBetween(longestTokenLife, "the longest life of a token");
        }

        private static void requireBetween(Duration value, String what) {
            if (value.compareTo(SHORTEST) < 0 || value.compareTo(LONGEST) > 0) {
                throw new IllegalArgumentException(
                        what + " must be between five seconds and a day");
            }
        }
    }

    FeedSettings {
        Objects.requireNonNull(keys);
        Objects.requireNonNull(whenStale);
        Objects.requireNonNull(bounds);
        Objects.requireNonNull(clock);
    }

    static FeedSettings of(URI issuer, KeySource keys, StalePolicy whenStale) {
        Address.requireFetchable(issuer);
        if (issuer.getRawQuery() != null) {
            throw new IllegalArgumentException("an issuer has no query");
        }
        return new FeedSettings(
                issuer,
                keys,
                whenStale,
                Optional.empty(),
                ListPrefix.of(below(issuer, "/status/")),
                new Times(Duration.ofSeconds(60), Duration.ofHours(1)),
                FeedBounds.DEFAULT,
                InstantSource.system());
    }

    /// An address of the issuer, who may have a path.
    static URI below(URI issuer, String path) {
        String text = issuer.toString();
        return URI.create(
                (text.endsWith("/") ? text.substring(0, text.length() - 1) : text) + path);
    }

    FeedSettings with(Stream changed) {
        return new FeedSettings(
                issuer, keys, whenStale, Optional.of(changed), lists, times, bounds, clock);
    }

    FeedSettings with(ListPrefix changed) {
        return new FeedSettings(issuer, keys, whenStale, stream, changed, times, bounds, clock);
    }

    FeedSettings with(Times changed) {
        return new FeedSettings(issuer, keys, whenStale, stream, lists, changed, bounds, clock);
    }

    FeedSettings with(FeedBounds changed) {
        return new FeedSettings(issuer, keys, whenStale, stream, lists, times, changed, clock);
    }

    FeedSettings with(InstantSource changed) {
        return new FeedSettings(issuer, keys, whenStale, stream, lists, times, bounds, changed);
    }
}
