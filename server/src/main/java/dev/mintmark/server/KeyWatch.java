package dev.mintmark.server;

import dev.mintmark.server.key.KeyKeeper;
import dev.mintmark.server.log.Log;

import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/// Looks after the signing keys every second.
final class KeyWatch implements AutoCloseable {
    private static final Log LOG = Log.of(KeyWatch.class);

    private final KeyKeeper keeper;
    private final ScheduledExecutorService timer =
            Executors.newSingleThreadScheduledExecutor(
                    Thread.ofPlatform().name("key-watch").daemon().factory());
    private boolean failing;
    private boolean waiting;

    KeyWatch(KeyKeeper keeper) {
        this.keeper = keeper;
    }

    void start() {
        var _ = timer.scheduleWithFixedDelay(this::look, 1, 1, TimeUnit.SECONDS);
    }

    /// Whatever goes wrong goes wrong once: a timer that sees an exception never runs again. It is
    /// said once, too; the keys themselves refuse to work when this goes on.
    private void look() {
        try {
            keeper.tend();
            if (failing) {
                LOG.info("the signing keys can be looked after again");
            }
            failing = false;
            if (keeper.waitsForDevice() && !waiting) {
                LOG.warn("the next signing key is in a PKCS#11 token that does not answer");
            }
            waiting = keeper.waitsForDevice();
        } catch (RuntimeException e) {
            if (!failing) {
                LOG.warn("the signing keys cannot be looked after; will try again", e);
            }
            failing = true;
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
