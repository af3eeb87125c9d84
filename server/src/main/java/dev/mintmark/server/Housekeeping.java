package dev.mintmark.server;

import dev.mintmark.server.log.Log;
import dev.mintmark.server.revocation.DeniedTokenStore;
import dev.mintmark.server.session.FamilyStore;

import java.time.InstantSource;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/// Forgets, every minute, what is over: denials of expired tokens, and sessions past their absolute
/// end.
final class Housekeeping implements AutoCloseable {
    private static final Log LOG = Log.of(Housekeeping.class);
    private static final int FAMILIES_PER_STEP = 500;

    private final DeniedTokenStore deniedTokens;
    private final FamilyStore families;
    private final InstantSource clock;
    private final ScheduledExecutorService timer =
            Executors.newSingleThreadScheduledExecutor(
                    Thread.ofPlatform().name("housekeeping").daemon().factory());

    Housekeeping(DeniedTokenStore deniedTokens, FamilyStore families, InstantSource clock) {
        this.deniedTokens = deniedTokens;
        this.families = families;
        this.clock = clock;
    }

    void start() {
        var _ = timer.scheduleWithFixedDelay(this::tidySafely, 1, 1, TimeUnit.MINUTES);
    }

    /// Whatever goes wrong goes wrong once: a timer that sees an exception never runs again.
    private void tidySafely() {
        try {
            tidy();
        } catch (RuntimeException e) {
            LOG.warn("could not forget what is over; will try again", e);
        }
    }

    void tidy() {
        int denials = deniedTokens.forgetExpired(clock.instant());
        int sessions = 0;
        int step;
        do {
            step = families.forgetEnded(clock.instant(), FAMILIES_PER_STEP);
            sessions += step;
        } while (step == FAMILIES_PER_STEP);
        LOG.debug("forgot what is over", "denials", denials, "sessions", sessions);
    }

    @Override
    public void close() {
        timer.shutdownNow();
    }
}
