package dev.mintmark.server.guard;

import dev.mintmark.server.guard.Marks.Mark;

import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.random.RandomGenerator;

/// Whoever fails again and again waits longer and longer, but never for ever: the wait has an end,
/// and failures are forgotten one by one as time passes.
///
/// Each try counts as a failure when it begins, so that many at once are no way around; if it
/// succeeds, that is taken back. What is tried during a wait does not count and makes it no longer.
final class GrowingDelay {
    private static final int MOST_DOUBLINGS = 16;

    private final Steps steps;
    private final Marks marks;
    private final InstantSource clock;
    private final long forgetMicros;

    /// @param name in one word, as it is told to whoever is held
    /// @param free so many failures cost nothing
    /// @param first the wait after the next one; doubled with each that follows
    /// @param longest no wait is longer
    /// @param forget after so long, one failure is forgotten
    record Steps(String name, int free, Duration first, Duration longest, Duration forget) {}

    /// What came of beginning.
    sealed interface Start {
        /// @param before when the next was allowed; given back with success
        record Go(long before) implements Start {}

        record Wait(Held held) implements Start {}
    }

    GrowingDelay(Steps steps, RandomGenerator random, InstantSource clock) {
        this.steps = steps;
        this.marks = new Marks(random);
        this.clock = clock;
        this.forgetMicros = steps.forget().toMillis() * 1_000;
    }

    Start begin(byte[] who) {
        long now = now();
        return marks.with(
                who,
                now,
                mark -> {
                    long longest = steps.longest().toMillis() * 1_000;
                    // The lowest bit says that somebody was told to wait.
                    long notBefore = Math.min(mark.notBefore & ~1L, now + longest);
                    if (mark.until > now && notBefore > now) {
                        boolean begins = (mark.notBefore & 1) == 0;
                        mark.notBefore |= 1;
                        return new Start.Wait(held(notBefore - now, begins));
                    }
                    fail(mark, now);
                    return new Start.Go(notBefore);
                });
    }

    private void fail(Mark mark, long now) {
        long most = now + (steps.free() + MOST_DOUBLINGS) * forgetMicros;
        mark.until = Math.min(most, Math.max(mark.until, now) + forgetMicros);
        long failures = Math.ceilDiv(mark.until - now, forgetMicros);
        mark.notBefore = (now + waitAfter(failures)) & ~1L;
    }

    private long waitAfter(long failures) {
        long beyond = failures - steps.free();
        if (beyond <= 0) {
            return 0;
        }
        long wait = steps.first().toMillis() << Math.min(beyond - 1, MOST_DOUBLINGS);
        return Math.min(wait, steps.longest().toMillis()) * 1_000;
    }

    /// Whether somebody has to wait, without counting anything.
    Optional<Held> held(byte[] who) {
        long now = now();
        return marks.with(
                who,
                now,
                mark -> {
                    if (mark.until <= now || mark.notBefore <= now) {
                        return Optional.empty();
                    }
                    boolean begins = (mark.notBefore & 1) == 0;
                    mark.notBefore |= 1;
                    return Optional.of(held(mark.notBefore - now, begins));
                });
    }

    /// Counts a failure, whether there was to be a wait or not.
    void failed(byte[] who) {
        long now = now();
        marks.with(
                who,
                now,
                mark -> {
                    fail(mark, now);
                    return mark;
                });
    }

    /// Takes back the failure as which a try was counted.
    void takeBack(byte[] who, Start.Go start) {
        long now = now();
        marks.with(
                who,
                now,
                mark -> {
                    mark.until -= forgetMicros;
                    mark.notBefore = Math.min(mark.notBefore, start.before() & ~1L);
                    return mark;
                });
    }

    /// Forgets all failures.
    void forgive(byte[] who) {
        marks.with(
                who,
                now(),
                mark -> {
                    mark.until = 0;
                    return mark;
                });
    }

    private Held held(long micros, boolean begins) {
        return Held.of(
                steps.name(),
                steps.free(),
                steps.forget().multipliedBy(steps.free()),
                micros,
                begins);
    }

    private long now() {
        return clock.millis() * 1_000;
    }
}
