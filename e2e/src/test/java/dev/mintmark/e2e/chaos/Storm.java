package dev.mintmark.e2e.chaos;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;

/// Everybody at once, for a while.
final class Storm {
    private static final int WARDENS = 4;
    private static final int DEVICES_PER_PERSON = 2;

    private final Options options;
    private final Cluster cluster;
    private final History history;
    private final Desk desk;
    private final List<Household> households = new ArrayList<>();
    private final AtomicInteger actors = new AtomicInteger();

    Storm(Options options, Cluster cluster, History history) throws IOException {
        this.options = options;
        this.cluster = cluster;
        this.history = history;
        this.desk = new Desk(history, cluster, service());
    }

    /// @return what was killed
    Misfortune run() throws InterruptedException {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            furnish(threads);
            long end = System.nanoTime() + options.lasts().toNanos();
            BooleanSupplier isOver = () -> System.nanoTime() > end;
            var misfortune = new Misfortune(cluster, history, luck(), options.blowEveryMs());
            var running = new ArrayList<Future<?>>();
            running.add(threads.submit(() -> misfortune.strike(isOver)));
            running.add(threads.submit(() -> sabotage(isOver)));
            for (var warden : wardens()) {
                running.add(threads.submit(() -> until(isOver, warden::act)));
            }
            for (var home : households) {
                for (var device : home.devices()) {
                    running.add(threads.submit(() -> until(isOver, device::act)));
                }
            }
            await(running);
            history.note("the storm is over");
            var settling = new ArrayList<Future<?>>();
            for (var home : households) {
                home.devices().forEach(device -> settling.add(threads.submit(device::settle)));
            }
            await(settling);
            return misfortune;
        }
    }

    private void furnish(ExecutorService threads) throws InterruptedException {
        var opened = new ArrayList<Future<?>>();
        for (int i = 1; i <= Math.max(1, options.devices() / DEVICES_PER_PERSON); i++) {
            var home = new Household(i);
            var devices = new ArrayList<Device>();
            for (int d = 1; d <= DEVICES_PER_PERSON; d++) {
                devices.add(
                        new Device(
                                "d%d-%d".formatted(i, d),
                                home,
                                desk,
                                luck(),
                                threads,
                                options.thinkMs()));
            }
            home.owns(devices);
            households.add(home);
            opened.add(threads.submit(() -> until(() -> opensAccount(home.person()), () -> {})));
        }
        await(opened);
    }

    private List<Warden> wardens() {
        var wardens = new ArrayList<Warden>();
        for (int w = 0; w < Math.min(WARDENS, households.size()); w++) {
            var own = new ArrayList<Household>();
            for (int i = w; i < households.size(); i += WARDENS) {
                own.add(households.get(i));
            }
            // All of them together end about one session in thirty refreshes.
            int think = 30 * WARDENS * options.thinkMs() / options.devices();
            wardens.add(new Warden("w" + (w + 1), own, desk, luck(), this::opensAccount, think));
        }
        return wardens;
    }

    /// @return whether there is an account now
    private boolean opensAccount(Person person) {
        var body =
                "{\"name\":\"%s\",\"password\":\"%s\"}"
                        .formatted(person.name(), Person.password(0));
        var exchange = Exchange.json("/admin/v1/users", cluster.administrator(), body);
        try {
            int status = exchange.with(cluster.port(1), OptionalInt.empty()).status();
            return status == 201 || status == 409;
        } catch (IOException _) {
            return false;
        }
    }

    private String service() throws IOException {
        var secret = "a-secret-that-is-long-enough-for-a-service";
        var body =
                """
                {"id":"service","secret":"%s","audiences":["api"],\
                "grants":["client_credentials"]}\
                """
                        .formatted(secret);
        var reply =
                Exchange.json("/admin/v1/clients", cluster.administrator(), body)
                        .with(cluster.port(1), OptionalInt.empty());
        if (reply.status() != 201) {
            throw new IOException("no client: " + reply.body());
        }
        return Exchange.basic("service", secret);
    }

    private void sabotage(BooleanSupplier isOver) {
        while (!options.fault().statement().isEmpty() && !isOver.getAsBoolean()) {
            Pause.millis(1_000);
            try {
                cluster.database().run(options.fault().statement());
            } catch (IllegalStateException _) {
                // The database is away right now.
            }
        }
    }

    private static void until(BooleanSupplier isOver, Runnable act) {
        while (!isOver.getAsBoolean()) {
            act.run();
        }
    }

    private Luck luck() {
        return new Luck(options.seed(), actors.incrementAndGet(), cluster.size());
    }

    private static void await(List<Future<?>> running) throws InterruptedException {
        for (var one : running) {
            try {
                one.get();
            } catch (ExecutionException e) {
                throw new IllegalStateException("an actor failed", e.getCause());
            }
        }
    }

    /// How long, how many, how hard.
    record Options(
            Duration lasts, int devices, int thinkMs, int blowEveryMs, long seed, Fault fault) {}
}
