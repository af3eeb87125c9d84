package dev.mintmark.verifier.revocation;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/// Waits for what other threads are about to do.
final class Eventually {

    private static final long LONGEST = Duration.ofSeconds(20).toNanos();

    private Eventually() {}

    static void that(String what, BooleanSupplier condition) {
        long start = System.nanoTime();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() - start > LONGEST) {
                throw new AssertionError("never happened: " + what);
            }
            LockSupport.parkNanos(2_000_000);
        }
    }
}
