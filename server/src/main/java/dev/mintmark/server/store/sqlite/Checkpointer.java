package dev.mintmark.server.store.sqlite;

import dev.mintmark.server.log.Log;
import dev.mintmark.server.store.sql.Sql;

import java.sql.SQLException;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/// Moves what the write-ahead log holds into the database file, every second, so that no commit has
/// to stop for it. It never blocks a reader or the writer; what it cannot move now, it moves the
/// next time.
final class Checkpointer implements AutoCloseable {
    private static final Log LOG = Log.of(Checkpointer.class);

    private final Sql sql;
    private final ScheduledExecutorService timer =
            Executors.newSingleThreadScheduledExecutor(
                    Thread.ofPlatform().name("sqlite-checkpointer").daemon().factory());

    Checkpointer(Sql sql) {
        this.sql = sql;
    }

    void start() {
        var _ = timer.scheduleWithFixedDelay(this::checkpoint, 1, 1, TimeUnit.SECONDS);
    }

    private void checkpoint() {
        try {
            // The rows must be read to their end, or the checkpoint stays half done.
            var _ = sql.all("pragma wal_checkpoint(passive)", row -> row.getInt(1));
        } catch (SQLException | RuntimeException e) {
            // The log only grows until the next try; a broken disk shows at the next commit. What
            // is
            // thrown from here would end the timer without a word.
            LOG.warn("checkpoint failed; will try again", e);
        }
    }

    @Override
    public void close() {
        timer.shutdown();
        try {
            var _ = timer.awaitTermination(5, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
