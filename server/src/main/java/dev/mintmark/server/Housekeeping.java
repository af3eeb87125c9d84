package dev.mintmark.server;

import dev.mintmark.server.fault.Unavailable;
import dev.mintmark.server.log.Log;
import dev.mintmark.server.revocation.DeniedTokenStore;

import java.time.InstantSource;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/// Forgets, every minute, what has expired by itself.
final class Housekeeping implements AutoCloseable {
    private static final Log LOG = Log.of(Housekeeping.class);

    private final DeniedTokenStore deniedTokens;
    private final InstantSource clock;
    private final ScheduledExecutorService timer =
            Executors.newSingleThreadScheduledExecutor(
                    Thread.ofPlatform().name("housekeeping").daemon().factory());

    Housekeeping(DeniedTokenStore deniedTokens, InstantSource clock) {
        this.deniedTokens = deniedTokens;
        this.clock = clock;
    }

    void start() {
        var _ = timer.scheduleWithFixedDelay(this::tidy, 1, 1, TimeUnit.MINUTES);
    }

    private void tidy() {
        try {
            int forgotten = deniedTokens.forgetExpired(clock.instant());
            LOG.debug("forgot expired denials", "count", forgotten);
        } catch (Unavailable e) {
            LOG.warn("could not forget expired denials; will try again", e);
        }
    }

    @Override
    public void close() {
        timer.shutdownNow();
    }
}
