package dev.mintmark.server.store.sqlite;

import dev.mintmark.server.fault.Unavailable;
import dev.mintmark.server.log.Log;
import dev.mintmark.server.store.sql.Sql;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.LinkedBlockingQueue;

/// A few platform threads that read, each on a connection of its own. They see every change that
/// was answered before they were asked, and never wait for the writer.
///
/// Not on the virtual threads that serve requests: a call into SQLite holds its carrier, and with
/// two cores a handful of them would hold everything.
final class Readers implements AutoCloseable {
    private static final Log LOG = Log.of(Readers.class);
    private static final Duration RETRY_AFTER = Duration.ofSeconds(1);

    private final LinkedBlockingQueue<Piece<?>> waiting = new LinkedBlockingQueue<>();
    private final List<Thread> threads;
    private volatile boolean closed;

    Readers(List<Sql> connections) {
        threads =
                connections.stream()
                        .map(sql ->
                                Thread.ofPlatform()
                                        .name("sqlite-reader")
                                        .daemon()
                                        .unstarted(() -> loop(sql)))
                        .toList();
    }

    void start() {
        threads.forEach(Thread::start);
    }

    <T> T read(Sql.Work<T> work) {
        var piece = new Piece<>(work, new CompletableFuture<T>());
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
            throw new Unavailable("the database could not be read", RETRY_AFTER, cause);
        }
    }

    @Override
    public void close() {
        closed = true;
        threads.forEach(_ -> waiting.add(Piece.LAST));
        for (var thread : threads) {
            try {
                thread.join(Duration.ofSeconds(5));
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }

    boolean areStopped() {
        return threads.stream().noneMatch(Thread::isAlive);
    }

    /// Each thread stops at a [Piece#LAST] of its own. Were they to stop when the queue is empty,
    /// one could take the piece that another waits for.
    private void loop(Sql sql) {
        while (true) {
            try {
                var piece = waiting.take();
                if (piece.equals(Piece.LAST)) {
                    return;
                }
                piece.run(sql);
            } catch (InterruptedException e) {
                // Nobody has a reason to; the thread ends when the store is closed.
                LOG.debug("a reader was interrupted and goes on");
            }
        }
    }

    private record Piece<T>(Sql.Work<T> work, CompletableFuture<T> answer) {
        static final Piece<?> LAST = new Piece<>(_ -> true, new CompletableFuture<>());

        /// Whatever goes wrong goes to whoever asked, and the thread goes on.
        void run(Sql sql) {
            try {
                answer.complete(work.run(sql));
            } catch (Throwable e) {
                answer.completeExceptionally(e);
            }
        }
    }
}
