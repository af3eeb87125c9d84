package dev.mintmark.server.store.postgres;

import dev.mintmark.server.fault.Unavailable;
import dev.mintmark.server.log.Log;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/// The time of the database, which is the same for all nodes whatever their own clocks say: whether
/// a refresh may be repeated must not depend on who is asked. It is not asked each time: it is
/// looked at now and then, and counted on from there.
///
/// The count stands still while a machine sleeps. So when this node's own clock has gone another
/// way than the count, by more than clocks are corrected by, the count is not to be trusted, and
/// the database is looked at before anybody is told a time.
final class DatabaseClock implements InstantSource, AutoCloseable {
    private static final Log LOG = Log.of(DatabaseClock.class);
    private static final Duration LOOKS_EVERY = Duration.ofSeconds(5);

    /// A look that took longer says too little about the moment it was taken.
    private static final Duration LONGEST_LOOK = Duration.ofMillis(500);

    private static final long JUMP_MILLIS = 1_000;

    private final Pool pool;
    private final InstantSource own;
    private final LongSupplier nanos;
    private final ScheduledExecutorService timer =
            Executors.newSingleThreadScheduledExecutor(
                    Thread.ofPlatform().name("database-clock").daemon().factory());
    private volatile Look last;

    /// @param nanos of the count when the database had that time
    /// @param own what our own clock said then, or a little earlier
    private record Look(Instant time, long nanos, long own) {
        boolean isStillSo(long count, long clock) {
            var counted = TimeUnit.NANOSECONDS.toMillis(count - nanos);
            return Math.abs(clock - own - counted) <= JUMP_MILLIS;
        }

        Instant at(long count) {
            return time.plusNanos(count - nanos);
        }
    }

    /// @param own this node's own clock, of which only the jumps matter
    /// @param first what the database's time is right now
    /// @param nanos a count that goes on evenly, whoever sets a clock
    DatabaseClock(Pool pool, InstantSource own, Instant first, LongSupplier nanos) {
        this.pool = pool;
        this.own = own;
        this.nanos = nanos;
        this.last = new Look(first, nanos.getAsLong(), own.millis());
    }

    void start() {
        look();
        var _ =
                timer.scheduleWithFixedDelay(
                        this::look,
                        LOOKS_EVERY.toSeconds(),
                        LOOKS_EVERY.toSeconds(),
                        TimeUnit.SECONDS);
    }

    @Override
    public Instant instant() {
        if (!last.isStillSo(nanos.getAsLong(), own.millis())) {
            lookAfterJump();
        }
        return last.at(nanos.getAsLong()).truncatedTo(ChronoUnit.MILLIS);
    }

    @Override
    public void close() {
        timer.shutdownNow();
    }

    /// The first to notice looks for all.
    private synchronized void lookAfterJump() {
        if (!last.isStillSo(nanos.getAsLong(), own.millis())) {
            look();
        }
    }

    private synchronized void look() {
        // In this order: a jump from here on is one that is still to be noticed.
        long clock = own.millis();
        long asked = nanos.getAsLong();
        try {
            var time = pool.read(pool::time);
            long took = nanos.getAsLong() - asked;
            if (took < LONGEST_LOOK.toNanos()) {
                last = new Look(time, asked + took / 2, clock);
                return;
            }
        } catch (Unavailable e) {
            LOG.debug("the time of the database cannot be looked at");
        }
        // Goes on counting, and asks again no sooner than usual.
        last = new Look(last.at(asked), asked, clock);
    }
}
