package dev.mintmark.server;

import dev.mintmark.server.audit.AuditLog;
import dev.mintmark.server.audit.AuditStore.Entry;
import dev.mintmark.server.audit.NoTrail;
import dev.mintmark.server.audit.Script;
import dev.mintmark.server.audit.Trail;
import dev.mintmark.server.audit.buffer.Buffer;
import dev.mintmark.server.audit.seal.AuditExport;
import dev.mintmark.server.audit.seal.AuditKey;
import dev.mintmark.server.audit.seal.Sealing;
import dev.mintmark.server.config.Audit;
import dev.mintmark.server.event.Event;
import dev.mintmark.server.event.Events;
import dev.mintmark.server.event.Origin;
import dev.mintmark.server.lease.Job;
import dev.mintmark.server.lease.Leases;
import dev.mintmark.server.log.Log;
import dev.mintmark.server.store.Store;

import java.util.List;
import java.util.random.RandomGenerator;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/// What is kept of what happens: where events go, and the seals over them.
final class AuditSide implements AutoCloseable {
    private static final Log LOG = Log.of(AuditSide.class);

    private final Store store;
    private final Audit settings;
    private final Buffer buffer;
    private final ScheduledExecutorService timer =
            Executors.newSingleThreadScheduledExecutor(
                    Thread.ofPlatform().name("audit-seals").daemon().factory());
    private boolean failing;

    private AuditSide(Store store, Audit settings, Buffer buffer) {
        this.store = store;
        this.settings = settings;
        this.buffer = buffer;
    }

    /// Opens the buffer, whatever is set: an earlier process may have left something in it.
    static AuditSide open(
            Store store, Audit settings, DataDirectory directory, RandomGenerator random) {
        var buffer =
                Buffer.open(
                        directory.auditBuffer(),
                        store.audit(),
                        settings.bufferBytes(),
                        random,
                        lost ->
                                new Entry(
                                        store.clock().instant(),
                                        Script.of(new Event.RecordsLost(lost, Origin.SELF))));
        buffer.start();
        return new AuditSide(store, settings, buffer);
    }

    Events events(List<Events> listeners) {
        if (!settings.on()) {
            return new NoTrail(listeners);
        }
        Consumer<Entry> keeper =
                settings.failsRequest()
                        ? entry -> store.audit().append(List.of(entry))
                        : buffer::add;
        return new Trail(keeper, store.clock(), listeners);
    }

    /// For whoever looks, with what has just been recorded here.
    AuditLog log() {
        return new AuditLog(store.audit(), buffer::drain);
    }

    /// Begins to seal.
    ///
    /// @return what shows records with their seals
    AuditExport startSealing(AuditKey key, String issuer, Leases leases) {
        var sealing =
                new Sealing(
                        store.audit(),
                        store.sealedRanges(),
                        key.signing(),
                        issuer,
                        settings.sealEvery(),
                        store.clock());
        var _ =
                timer.scheduleWithFixedDelay(
                        () -> tend(sealing, leases), 1, 1, TimeUnit.SECONDS);
        return new AuditExport(
                store.audit(), store.sealedRanges(), sealing, key.published(), buffer::drain);
    }

    /// Whatever goes wrong goes wrong once: a timer that sees an exception never runs again.
    private void tend(Sealing sealing, Leases leases) {
        try {
            if (leases.take(Job.AUDIT).isPresent()) {
                sealing.tend(() -> leases.take(Job.AUDIT).isPresent());
            }
            failing = false;
        } catch (RuntimeException e) {
            if (!failing) {
                LOG.warn("audit records cannot be sealed; will try again", e);
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
        buffer.close();
    }
}
