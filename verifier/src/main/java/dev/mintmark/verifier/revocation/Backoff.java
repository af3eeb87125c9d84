package dev.mintmark.verifier.revocation;

/// How long to wait before the next connection: what the other side asked for, with chance, and
/// twice as long after each that came to nothing.
final class Backoff {

    private static final long SHORTEST = 500;
    static final long LONGEST = 60_000;

    private long base = 2_000;
    private int failures;

    /// The other side's wish, within bounds of ours.
    void ask(long millis) {
        base = Math.min(LONGEST, Math.max(SHORTEST, millis));
    }

    void succeeded() {
        failures = 0;
    }

    /// @param luck from 0 to 1, at random
    /// @return milliseconds
    long next(double luck) {
        long longest = Math.min(LONGEST, base << Math.min(failures, 10));
        failures++;
        return (long) (longest * (0.5 + 0.5 * luck));
    }
}
