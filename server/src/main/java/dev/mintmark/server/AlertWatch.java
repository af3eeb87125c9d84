package dev.mintmark.server;

import dev.mintmark.server.alert.Alerts;
import dev.mintmark.server.alert.Messenger;
import dev.mintmark.server.lease.Job;
import dev.mintmark.server.lease.Leases;
import dev.mintmark.server.log.Log;

import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/// Looks every ten seconds whether something is odd. One node at a time also closes what is over,
/// and tells operators.
final class AlertWatch implements AutoCloseable {
    private static final Log LOG = Log.of(AlertWatch.class);
    private static final int EVERY_SECONDS = 10;

    private final Alerts alerts;
    private final Messenger messenger;
    private final Leases leases;
    private final ScheduledExecutorService timer =
            Executors.newSingleThreadScheduledExecutor(
                    Thread.ofPlatform().name("alert-watch").daemon().factory());
    private boolean failing;

    AlertWatch(Alerts alerts, Messenger messenger, Leases leases) {
        this.alerts = alerts;
        this.messenger = messenger;
        this.leases = leases;
    }

    void start() {
        var _ =
                timer.scheduleWithFixedDelay(
                        this::watch, EVERY_SECONDS, EVERY_SECONDS, TimeUnit.SECONDS);
    }

    /// Whatever goes wrong goes wrong once: a timer that sees an exception never runs again.
    private void watch() {
        try {
            tend();
            failing = false;
        } catch (RuntimeException e) {
            if (!failing) {
                LOG.warn("could not look after the alerts; will go on trying", e);
            }
            failing = true;
        }
    }

    void tend() {
        alerts.look();
        if (leases.take(Job.ALERTS).isPresent()) {
            alerts.tidy();
            try {
                messenger.deliver();
            } catch (InterruptedException e) {
                // The authority is stopping; another node tells the rest, or this one later.
                Thread.currentThread().interrupt();
            }
        }
    }

    @Override
    public void close() {
        timer.shutdownNow();
        try {
            var _ = timer.awaitTermination(5, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
