package dev.mintmark.server;

import dev.mintmark.server.log.Log;
import dev.mintmark.server.revocation.status.ListCalendar;
import dev.mintmark.server.session.FamilyStore;
import dev.mintmark.server.store.Store;

import java.time.InstantSource;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/// Forgets, every minute, what is over: denials of expired tokens, sessions past their absolute
/// end, and status lists in which no session is left. More often, it sees to it that sessions that
/// begin find a status list.
final class Housekeeping implements AutoCloseable {
    private static final Log LOG = Log.of(Housekeeping.class);
    private static final int FAMILIES_PER_STEP = 500;

    private final Store store;
    private final ListCalendar calendar;
    private final InstantSource clock;
    private final ScheduledExecutorService timer =
            Executors.newSingleThreadScheduledExecutor(
                    Thread.ofPlatform().name("housekeeping").daemon().factory());

    Housekeeping(Store store, ListCalendar calendar, InstantSource clock) {
        this.store = store;
        this.calendar = calendar;
        this.clock = clock;
    }

    void start() {
        var _ = timer.scheduleWithFixedDelay(safely(this::tidy), 1, 1, TimeUnit.MINUTES);
        var _ = timer.scheduleWithFixedDelay(safely(calendar::prepare), 10, 10, TimeUnit.SECONDS);
    }

    /// Whatever goes wrong goes wrong once: a timer that sees an exception never runs again.
    private static Runnable safely(Runnable work) {
        return () -> {
            try {
                work.run();
            } catch (RuntimeException e) {
                LOG.warn("could not do the housekeeping; will try again", e);
            }
        };
    }

    void tidy() {
        int denials = store.deniedTokens().forgetExpired(clock.instant());
        int sessions = 0;
        int step;
        do {
            step = store.families().forgetEnded(clock.instant(), FAMILIES_PER_STEP);
            sessions += step;
        } while (step == FAMILIES_PER_STEP);
        int lists = store.statusLists().forget(clock.instant().minus(FamilyStore.LATE_COMERS));
        LOG.debug("forgot what is over", "denials", denials, "sessions", sessions, "lists", lists);
    }

    @Override
    public void close() {
        timer.shutdownNow();
    }
}
