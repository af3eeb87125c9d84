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
final class DatabaseClock implements InstantSource, AutoCloseable {
    private static final Log LOG = Log.of(DatabaseClock.class);
    private static final Duration LOOKS_EVERY = Duration.ofSeconds(5);

    /// A look that took longer says too little about the moment it was taken.
    private static final Duration LONGEST_LOOK = Duration.ofMillis(500);

    private final Pool pool;
    private final LongSupplier nanos;
    private final ScheduledExecutorService timer =
            Executors.newSingleThreadScheduledExecutor(
                    Thread.ofPlatform().name("database-clock").daemon().factory());
    private volatile Look last;

    /// @param nanos of the count when the database had that time
    private record Look(Instant time, long nanos) {}

    /// @param first what the database's time is right now
    /// @param nanos a count that goes on evenly, whoever sets a clock
    DatabaseClock(Pool pool, Instant first, LongSupplier nanos) {
        this.pool = pool;
        this.nanos = nanos;
        this.last = new Look(first, nanos.getAsLong());
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
        var look = last;
        return look.time.plusNanos(nanos.getAsLong() - look.nanos).truncatedTo(ChronoUnit.MILLIS);
    }

    @Override
    public void close() {
        timer.shutdownNow();
    }

    private void look() {
        try {
            long asked = nanos.getAsLong();
            var time = pool.read(pool::time);
            long took = nanos.getAsLong() - asked;
            if (took < LONGEST_LOOK.toNanos()) {
                last = new Look(time, asked + took / 2);
            }
        } catch (Unavailable e) {
            // Goes on counting.
            LOG.debug("the time of the database cannot be looked at");
        }
    }
}
