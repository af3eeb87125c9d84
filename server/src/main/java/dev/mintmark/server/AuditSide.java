package dev.mintmark.server;

import dev.mintmark.server.audit.AuditLog;
import dev.mintmark.server.audit.AuditStore.Entry;
import dev.mintmark.server.audit.NoTrail;
import dev.mintmark.server.audit.Script;
import dev.mintmark.server.audit.Trail;
import dev.mintmark.server.audit.buffer.Buffer;
import dev.mintmark.server.audit.index.BlockIndex;
import dev.mintmark.server.audit.seal.AuditExport;
import dev.mintmark.server.audit.seal.AuditKey;
import dev.mintmark.server.audit.seal.Sealing;
import dev.mintmark.server.audit.ship.FileSink;
import dev.mintmark.server.audit.ship.Shipping;
import dev.mintmark.server.audit.ship.Sink;
import dev.mintmark.server.audit.ship.SyslogSink;
import dev.mintmark.server.audit.ship.WebhookSink;
import dev.mintmark.server.config.Audit;
import dev.mintmark.server.event.Event;
import dev.mintmark.server.event.Events;
import dev.mintmark.server.event.Origin;
import dev.mintmark.server.lease.Job;
import dev.mintmark.server.lease.Leases;
import dev.mintmark.server.log.Log;
import dev.mintmark.server.store.Store;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;

/// What is kept of what happens: where events go, and the seals over them.
final class AuditSide implements AutoCloseable {
    private static final Log LOG = Log.of(AuditSide.class);

    private final Store store;
    private final Audit settings;
    private final Buffer buffer;
    private final BlockIndex index;
    private final ScheduledExecutorService timer =
            Executors.newSingleThreadScheduledExecutor(
                    Thread.ofPlatform().name("audit-seals").daemon().factory());
    private final ScheduledExecutorService shippingTimer =
            Executors.newSingleThreadScheduledExecutor(
                    Thread.ofPlatform().name("audit-shipping").daemon().factory());
    private final Once sealingTrouble = new Once("audit records cannot be sealed; will try again");
    private final Once shippingTrouble =
            new Once("audit records cannot be brought elsewhere; will try again");

    private AuditSide(Store store, Audit settings, Buffer buffer) {
        this.index = new BlockIndex(store.audit(), store.facets());
        this.store = store;
        this.settings = settings;
        this.buffer = buffer;
    }

    /// Whatever goes wrong goes wrong once: a timer that sees an exception never runs again. It is
    /// said once, too.
    private static final class Once {
        private final String complaint;
        private boolean failing;

        Once(String complaint) {
            this.complaint = complaint;
        }

        void run(Runnable work) {
            try {
                work.run();
                failing = false;
            } catch (RuntimeException e) {
                if (!failing) {
                    LOG.warn(complaint, e);
                }
                failing = true;
            }
        }
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
        return new AuditLog(store.audit(), index, buffer::drain);
    }

    /// Begins to seal.
    ///
    /// @return what shows records with their seals
    AuditExport startSealing(AuditKey key, String issuer, Leases leases, Events events) {
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
                        () -> sealingTrouble.run(() -> tend(sealing, leases, events)),
                        1,
                        1,
                        TimeUnit.SECONDS);
        return new AuditExport(
                store.audit(), store.sealedRanges(), sealing, key.published(), buffer::drain);
    }

    private void tend(Sealing sealing, Leases leases, Events events) {
        BooleanSupplier isOurTurn = () -> leases.take(Job.AUDIT).isPresent();
        if (isOurTurn.getAsBoolean()) {
            sealing.tend(isOurTurn);
            index.tend(store.audit().settled());
            sealing.forget(store.clock().instant().minus(settings.keep()), events, isOurTurn);
        }
    }

    /// Begins to bring records to other places, if there are any.
    ///
    /// @param secret of the webhook
    void startShipping(Leases leases, Optional<String> secret) {
        var sinks = sinks(secret);
        if (sinks.isEmpty()) {
            return;
        }
        var shipping = new Shipping(store.audit(), store.cursors(), sinks, store.clock());
        BooleanSupplier isOurTurn = () -> leases.take(Job.AUDIT_SHIPPING).isPresent();
        var _ =
                shippingTimer.scheduleWithFixedDelay(
                        () ->
                                shippingTrouble.run(() -> {
                                    if (isOurTurn.getAsBoolean()) {
                                        shipping.tend(isOurTurn);
                                    }
                                }),
                        1,
                        1,
                        TimeUnit.SECONDS);
    }

    private List<Sink> sinks(Optional<String> secret) {
        var sinks = new ArrayList<Sink>();
        var wanted = settings.sinks();
        wanted.file().map(FileSink::new).ifPresent(sinks::add);
        wanted.syslog()
                .map(to -> new SyslogSink(to.getHost(), to.getPort(), to.getScheme().equals("tcp")))
                .ifPresent(sinks::add);
        wanted.webhook()
                .map(to ->
                        new WebhookSink(
                                to,
                                secret.orElseThrow().getBytes(StandardCharsets.UTF_8),
                                store.clock()))
                .ifPresent(sinks::add);
        return sinks;
    }

    @Override
    public void close() {
        shippingTimer.shutdownNow();
        timer.shutdown();
        try {
            var _ = timer.awaitTermination(5, TimeUnit.SECONDS);
            var _ = shippingTimer.awaitTermination(5, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        buffer.close();
    }
}
