package dev.mintmark.server.revocation;

import dev.mintmark.server.log.Log;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/// Reads the outbox as it grows and passes on what it finds, on one thread. The bell makes it look
/// at once; without, it looks twice a second.
public final class Watch implements AutoCloseable {
    private static final Log LOG = Log.of(Watch.class);
    private static final Duration LOOKS_EVERY = Duration.ofMillis(500);
    private static final int PIECE = 500;

    private final Outbox outbox;
    private final InstantSource clock;
    private final Semaphore rung = new Semaphore(0);
    private final Thread thread;
    private volatile List<Listener> listeners = List.of();
    private volatile Instant knownAsOf;
    private volatile boolean closed;
    private long position;
    private boolean away;

    /// Somebody who has to know.
    @FunctionalInterface
    public interface Listener {
        /// Called on one thread, with notices in order and each once; must not take long.
        void hear(List<Notice> notices);
    }

    /// Begins now: whoever reads the database from here on, and then listens, misses nothing.
    public Watch(Outbox outbox, InstantSource clock) {
        this.outbox = outbox;
        this.clock = clock;
        this.knownAsOf = clock.instant();
        this.position = outbox.head();
        this.thread = Thread.ofPlatform().name("revocation-watch").daemon().unstarted(this::loop);
    }

    /// @param inOrder the most urgent first
    public void start(List<Listener> inOrder) {
        listeners = List.copyOf(inOrder);
        outbox.onChange(rung::release);
        thread.start();
    }

    /// Everything that was committed before this moment has been passed on.
    public Instant knownAsOf() {
        return knownAsOf;
    }

    @Override
    public void close() {
        closed = true;
        rung.release();
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void loop() {
        while (!closed) {
            try {
                var _ = rung.tryAcquire(LOOKS_EVERY.toMillis(), TimeUnit.MILLISECONDS);
                rung.drainPermits();
                look();
            } catch (InterruptedException e) {
                // Nobody has a reason to; the thread ends when it is closed.
                LOG.debug("the watch was interrupted and goes on");
            } catch (RuntimeException e) {
                notice(e);
            }
        }
    }

    private void look() {
        List<Notice> piece;
        Instant asOf;
        do {
            asOf = clock.instant();
            piece = outbox.after(position, PIECE);
            if (!piece.isEmpty()) {
                for (var listener : listeners) {
                    listener.hear(piece);
                }
                position = piece.getLast().position();
            }
        } while (piece.size() >= PIECE && !closed);
        knownAsOf = asOf;
        if (away) {
            away = false;
            LOG.info("revocations can be read again");
        }
    }

    /// Once for each time that the database goes away.
    private void notice(RuntimeException failure) {
        if (!away && !closed) {
            away = true;
            LOG.warn("revocations cannot be read; will go on trying", failure);
        }
    }
}
