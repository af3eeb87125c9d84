package dev.mintmark.testkit;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Objects;

/// Stands still until it is moved.
public final class MovableClock implements InstantSource {

    private final InstantSource start;
    private volatile Instant now;

    private MovableClock(InstantSource start) {
        this.start = start;
        this.now = start.instant();
    }

    public static MovableClock at(Instant time) {
        return new MovableClock(InstantSource.fixed(time));
    }

    /// At the time it really is, so that what is made by this clock also holds for a service that
    /// looks at another.
    public static MovableClock atRealTime() {
        return new MovableClock(
                () -> InstantSource.system().instant().truncatedTo(ChronoUnit.SECONDS));
    }

    @Override
    public Instant instant() {
        return now;
    }

    public synchronized void advance(Duration by) {
        if (by.isNegative()) {
            throw new IllegalArgumentException("to go back, say where to: moveTo(…)");
        }
        now = now.plus(by);
    }

    public void moveTo(Instant time) {
        now = Objects.requireNonNull(time);
    }

    /// Back to where a new one would start.
    public void reset() {
        now = start.instant();
    }

    @Override
    public String toString() {
        return "MovableClock[" + now + "]";
    }
}
