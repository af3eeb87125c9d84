package dev.mintmark.verifier.revocation;

import java.time.Duration;

/// When a list is fetched again: before its issuer calls it old, often enough for our own bound,
/// and not in step with all the other verifiers.
final class ListSchedule {

    private static final long SHORTEST = 1_000;
    static final long LONGEST = Duration.ofHours(1).toMillis();
    private static final long FIRST_RETRY = 1_000;
    private static final long LONGEST_RETRY = 30_000;

    /// Two tries have to fit into what may pass without news.
    private final long ownBound;

    ListSchedule(Duration maxStaleness) {
        ownBound = maxStaleness.toMillis() / 2;
    }

    /// @param luck from 0 to 1, at random
    /// @return milliseconds, four fifths of the shorter bound at least
    long afterSuccess(long ttlSeconds, double luck) {
        long wanted = ttlSeconds > 0 ? Math.min(ttlSeconds * 1000, ownBound) : ownBound;
        return bounded(wanted, 0.8 + 0.2 * luck);
    }

    /// @param failures how many in a row
    /// @return milliseconds that grow with every failure
    static long afterFailure(int failures, double luck) {
        long doubled = FIRST_RETRY << Math.min(failures - 1, 10);
        return (long) (Math.min(LONGEST_RETRY, doubled) * (0.5 + 0.5 * luck));
    }

    private static long bounded(long millis, double share) {
        return (long) (Math.min(LONGEST, Math.max(SHORTEST, millis)) * share);
    }
}
