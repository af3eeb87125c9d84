package dev.mintmark.server;

import dev.mintmark.server.lease.Job;
import dev.mintmark.server.lease.Leases;
import dev.mintmark.server.log.Log;
import dev.mintmark.server.revocation.Outbox;
import dev.mintmark.server.revocation.status.ListCalendar;
import dev.mintmark.server.session.FamilyStore;
import dev.mintmark.server.store.Store;

import java.time.InstantSource;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.IntUnaryOperator;

/// Forgets, every minute and on one node only, what is over: denials of expired tokens, sessions
/// past their absolute end and keys of their devices, status lists in which no session is left,
/// notices that everybody has read. More often, and on every node, it sees to it that sessions that
/// begin find a status list.
///
/// Two nodes that do it at once do no harm, so the lease needs no more than to be asked for.
final class Housekeeping implements AutoCloseable {
    private static final Log LOG = Log.of(Housekeeping.class);

    /// So that no refresh waits long behind it.
    private static final int ROWS_PER_STEP = 500;

    private final Store store;
    private final ListCalendar calendar;
    private final InstantSource clock;
    private final Leases leases;
    private final ScheduledExecutorService timer =
            Executors.newSingleThreadScheduledExecutor(
                    Thread.ofPlatform().name("housekeeping").daemon().factory());

    Housekeeping(Store store, ListCalendar calendar, InstantSource clock, Leases leases) {
        this.store = store;
        this.calendar = calendar;
        this.clock = clock;
        this.leases = leases;
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
        if (leases.take(Job.HOUSEKEEPING).isEmpty()) {
            return;
        }
        var now = clock.instant();
        int denials = inSteps(atMost -> store.deniedTokens().forgetExpired(now, atMost));
        int devices = inSteps(atMost -> store.deviceKeys().forgetExpired(now, atMost));
        int sessions = inSteps(atMost -> store.families().forgetEnded(now, atMost));
        int notices = inSteps(atMost -> store.outbox().forget(now.minus(Outbox.KEPT), atMost));
        int lists = store.statusLists().forget(now.minus(FamilyStore.LATE_COMERS));
        LOG.debug(
                "forgot what is over",
                "denials",
                denials,
                "devices",
                devices,
                "sessions",
                sessions,
                "notices",
                notices,
                "lists",
                lists);
    }

    /// For as long as there is more and the turn lasts.
    private int inSteps(IntUnaryOperator forgetting) {
        int forgotten = 0;
        int step;
        do {
            step = forgetting.applyAsInt(ROWS_PER_STEP);
            forgotten += step;
        } while (step >= ROWS_PER_STEP && leases.take(Job.HOUSEKEEPING).isPresent());
        return forgotten;
    }

    @Override
    public void close() {
        timer.shutdownNow();
    }
}
