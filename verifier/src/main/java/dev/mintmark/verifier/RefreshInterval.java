package dev.mintmark.verifier;

import java.time.Duration;
import java.util.Optional;

/// When a fetched key set is fetched again: shortly before its server calls it old, within bounds
/// of ours, and not in step with all the other verifiers.
final class RefreshInterval {

    private static final Duration SHORTEST = Duration.ofSeconds(30);
    private static final Duration LONGEST = Duration.ofHours(1);
    private static final Duration WHEN_NOTHING_IS_SAID = Duration.ofMinutes(5);
    private static final double SHARE_OF_MAX_AGE = 0.8;
    private static final double JITTER = 0.1;

    private RefreshInterval() {}

    /// @param luck from 0 to 1, at random
    static Duration after(Optional<Duration> maxAge, double luck) {
        Duration wanted = maxAge.map(RefreshInterval::share).orElse(WHEN_NOTHING_IS_SAID);
        double jitter = 1 - JITTER + 2 * JITTER * luck;
        return Duration.ofMillis((long) (bounded(wanted) * jitter));
    }

    private static Duration share(Duration maxAge) {
        return Duration.ofMillis((long) (maxAge.toMillis() * SHARE_OF_MAX_AGE));
    }

    /// So far within the bounds that whatever luck does stays within them, and does something even
    /// where a server says a day or nothing at all.
    private static double bounded(Duration interval) {
        double least = SHORTEST.toMillis() / (1 - JITTER);
        double most = LONGEST.toMillis() / (1 + JITTER);
        return Math.max(least, Math.min(most, (double) interval.toMillis()));
    }
}
