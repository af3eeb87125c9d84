package dev.mintmark.server.config;

import java.time.Duration;

/// The life of a signing key: published for `announceAhead`, signing for `rotateEvery`, then
/// published for `retireAfter` so that what it signed can still be verified.
public record KeySchedule(Duration rotateEvery, Duration announceAhead, Duration retireAfter) {
    /// Three years is the longest a private signature key should be used (NIST SP 800-57).
    static final Bounds ROTATE = new Bounds(Duration.ofMinutes(1), Duration.ofDays(3 * 365));

    static final Bounds ANNOUNCE = new Bounds(Duration.ZERO, Duration.ofDays(90));
    static final Bounds RETIRE = new Bounds(Duration.ofMinutes(1), Duration.ofDays(400));

    /// How old a verifier's copy of the key set may be: five minutes of cache and a minute of skew.
    static final Duration CACHES_CATCH_UP = Duration.ofMinutes(6);

    public KeySchedule {
        ROTATE.require("signing time of a key", rotateEvery);
        ANNOUNCE.require("time a key is announced ahead", announceAhead);
        RETIRE.require("time a key stays published", retireAfter);
        if (announceAhead.compareTo(rotateEvery) >= 0) {
            throw new IllegalArgumentException(
                    "a key is announced longer than its forerunner signs");
        }
    }
}
