package dev.mintmark.server.config;

import java.time.Duration;

/// The life of a signing key: published for `announceAhead`, signing for `rotateEvery`, then
/// published for `retireAfter` so that what it signed can still be verified.
///
/// @param cacheFor how long others may keep a copy of the key set without asking
/// @param staleAfter how long a node goes on that cannot see whether the keys have changed
public record KeySchedule(
        Duration rotateEvery,
        Duration announceAhead,
        Duration retireAfter,
        Duration cacheFor,
        Duration staleAfter) {
    /// Three years is the longest a private signature key should be used (NIST SP 800-57).
    static final Bounds ROTATE = new Bounds(Duration.ofMinutes(1), Duration.ofDays(3 * 365));

    static final Bounds ANNOUNCE = new Bounds(Duration.ofMinutes(1), Duration.ofDays(90));
    static final Bounds RETIRE = new Bounds(Duration.ofMinutes(1), Duration.ofDays(400));
    static final Bounds CACHE = new Bounds(Duration.ofSeconds(1), Duration.ofDays(1));

    static final Duration STALE_AFTER = Duration.ofSeconds(30);

    /// The most that a verifier may be told to add to the life of a token.
    private static final Duration LONGEST_LEEWAY = Duration.ofMinutes(1);

    /// As many retiring keys beside one that signs make a key set that is still small.
    private static final int MOST_RETIRING = 20;

    public KeySchedule {
        if (announceAhead.compareTo(catchUp(cacheFor, staleAfter)) < 0) {
            throw new IllegalArgumentException("a key would sign before everybody can know it");
        }
        if (announceAhead.compareTo(rotateEvery) >= 0) {
            throw new IllegalArgumentException(
                    "a key is announced longer than its forerunner signs");
        }
        if (retireAfter.compareTo(longestRetirement(rotateEvery)) > 0) {
            throw new IllegalArgumentException("too many keys would be retiring at a time");
        }
    }

    /// By when whoever holds a copy of the key set holds one with a key that was added just now.
    /// Each node publishes it within `staleAfter` or publishes nothing, the last copy without it is
    /// kept for `cacheFor`, and as much as a node may lag is added for clocks that run unevenly.
    public Duration catchUp() {
        return catchUp(cacheFor, staleAfter);
    }

    static Duration catchUp(Duration cacheFor, Duration staleAfter) {
        return cacheFor.plus(staleAfter.multipliedBy(2));
    }

    /// How long at least a key stays published after it was relieved: a node that lags signs with
    /// it a little longer, the last token lives its whole life and is accepted for another minute
    /// where clocks differ, and then copies of the key set have time to follow.
    static Duration leastRetirement(Duration tokenLife, Duration cacheFor, Duration staleAfter) {
        return tokenLife.plus(LONGEST_LEEWAY).plus(cacheFor).plus(staleAfter);
    }

    static Duration longestRetirement(Duration rotateEvery) {
        return rotateEvery.multipliedBy(MOST_RETIRING);
    }
}
