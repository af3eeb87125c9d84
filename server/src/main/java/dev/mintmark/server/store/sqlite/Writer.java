package dev.mintmark.server.store.sqlite;

import dev.mintmark.server.fault.Unavailable;
import dev.mintmark.server.store.sql.Bell;
import dev.mintmark.server.store.sql.Sql;

import org.jspecify.annotations.Nullable;

import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.LinkedBlockingQueue;

/// The one thread that writes, because SQLite lets only one write at a time anyway.
///
/// It takes all work that is waiting, does it in one transaction, and answers when that is on the
/// disk: under load, many refreshes share one sync. Work must be repeatable: when one piece fails,
/// the group is rolled back and each piece runs again alone. Nothing a piece throws, an error
/// included, stops the thread: everybody who waits, or comes later, would wait for ever.
final class Writer implements AutoCloseable {
    private static final int LARGEST_GROUP = 256;
    private static final Duration RETRY_AFTER = Duration.ofSeconds(1);

    private final Sql sql;
    private final Bell bell;
    private final LinkedBlockingQueue<Piece<?>> waiting = new LinkedBlockingQueue<>();
    private final Thread thread;
    private volatile boolean closed;

    /// @param bell rung when a group that added to the outbox is on the disk
    Writer(Sql sql, Bell bell) {
        this.sql = sql;
        this.bell = bell;
        this.thread = Thread.ofPlatform().name("sqlite-writer").daemon().unstarted(this::loop);
    }

    void start() {
        thread.start();
    }

    /// Runs the work and returns once its effect is durable.
    <T> T write(Sql.Work<T> work) {
        var piece = new Piece<>(work);
        if (closed) {
            throw new Unavailable("the database is closing", RETRY_AFTER);
        }
        waiting.add(piece);
        if (closed && waiting.remove(piece)) {
            throw new Unavailable("the database is closing", RETRY_AFTER);
        }
        try {
            return piece.answer.join();
        } catch (CompletionException e) {
            var cause = e.getCause() == null ? e : e.getCause();
            throw new Unavailable("the database refused a change", RETRY_AFTER, cause);
        }
    }

    /// Whether there is anybody to write.
    boolean isAlive() {
        return thread.isAlive();
    }

    /// Finishes what was asked for, then stops.
    @Override
    public void close() {
        closed = true;
        waiting.add(new Piece<>(_ -> Boolean.TRUE));
        boolean interrupted = false;
        while (thread.isAlive()) {
            try {
                thread.join();
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private void loop() {
        var group = new ArrayList<Piece<?>>(LARGEST_GROUP);
        while (!closed || !waiting.isEmpty()) {
            try {
                group.add(waiting.take());
                waiting.drainTo(group, LARGEST_GROUP - 1);
                commit(group);
            } catch (Throwable e) {
                // Interrupted, or out of memory even for failing in order.
                group.forEach(piece -> piece.fail(e));
            }
            group.clear();
        }
    }

    private void commit(List<Piece<?>> group) {
        try {
            sql.run("begin immediate");
        } catch (Throwable e) {
            // No piece is at fault, so none is tried again: each try may wait for the lock.
            rollBack(e);
            group.forEach(piece -> piece.fail(e));
            return;
        }
        try {
            for (var piece : group) {
                piece.run(sql);
            }
            sql.run("commit");
            group.forEach(Piece::answer);
            if (sql.takeTold()) {
                bell.ring();
            }
        } catch (Throwable e) {
            rollBack(e);
            if (group.size() == 1) {
                group.getFirst().fail(e);
            } else {
                group.forEach(piece -> commit(List.of(piece)));
            }
        }
    }

    private void rollBack(Throwable reason) {
        try {
            sql.takeTold();
            sql.run("rollback");
        } catch (Throwable e) {
            reason.addSuppressed(e);
        }
    }

    private static final class Piece<T> {
        private final Sql.Work<T> work;
        private final CompletableFuture<T> answer = new CompletableFuture<>();
        private @Nullable T result;

        Piece(Sql.Work<T> work) {
            this.work = work;
        }

        void run(Sql sql) throws SQLException {
            result = work.run(sql);
        }

        void answer() {
            answer.complete(result);
        }

        void fail(Throwable e) {
            answer.completeExceptionally(e);
        }
    }
}
