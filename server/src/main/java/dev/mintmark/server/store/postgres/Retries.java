package dev.mintmark.server.store.postgres;

import java.security.SecureRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/// How often, and after which pauses, to try again what lost a race against another transaction.
///
/// Where everything is serializable, who waited for a lock has lost by the time they get it: what
/// they would see is from before they waited. In a row of others who want the same lock, whoever
/// comes back at once loses every time. So they stay away for a moment, each for another one.
final class Retries {
    /// About two seconds. More often nobody loses, unless something is wrong.
    private static final int MOST_TRIES = 100;

    private static final int AT_ONCE = 2;
    private static final int LONGEST_PAUSE_MS = 32;
    private static final SecureRandom RANDOM = new SecureRandom();

    private int lost;

    /// Called after each race that was lost.
    ///
    /// @return whether to try once more
    boolean again() {
        lost++;
        if (lost == MOST_TRIES) {
            return false;
        }
        if (lost > AT_ONCE) {
            int longest = Math.min(LONGEST_PAUSE_MS, 1 << Math.min(lost, 8));
            LockSupport.parkNanos(RANDOM.nextLong(TimeUnit.MILLISECONDS.toNanos(longest)));
        }
        return !Thread.currentThread().isInterrupted();
    }
}
