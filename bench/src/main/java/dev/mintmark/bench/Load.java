package dev.mintmark.bench;

import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.stream.LongStream;

/// Some connections that each ask again as soon as they are answered. An answer that is not the
/// expected one ends the run.
final class Load {
    private final URI authority;
    private final Scenario.Maker maker;

    Load(URI authority, Scenario.Maker maker) {
        if (!authority.getHost().equals("127.0.0.1")) {
            throw new IllegalArgumentException("load is for this machine only");
        }
        this.authority = authority;
        this.maker = maker;
    }

    Rate run(int connections, int warmUpSeconds, int seconds)
            throws InterruptedException, IOException {
        try (var threads = Executors.newThreadPerTaskExecutor(Thread.ofPlatform().factory())) {
            var drivers = new ArrayList<Callable<long[]>>();
            var wires = new ArrayList<Wire>();
            for (int i = 0; i < connections; i++) {
                var wire = new Wire(authority);
                wires.add(wire);
                var scenario = maker.make(wire);
                drivers.add(() ->
                        drive(
                                wire,
                                scenario,
                                warmUpSeconds * 1_000_000_000L,
                                seconds * 1_000_000_000L));
            }
            var all = LongStream.empty();
            for (var driver : threads.invokeAll(drivers)) {
                all = LongStream.concat(all, Arrays.stream(driver.get()));
            }
            for (var wire : wires) {
                wire.close();
            }
            return Rate.of(all.sorted().toArray(), seconds);
        } catch (ExecutionException e) {
            throw new IOException("the run ended early", e.getCause());
        }
    }

    private static long[] drive(Wire wire, Scenario scenario, long warmUpNanos, long nanos)
            throws IOException {
        long begun = System.nanoTime() + warmUpNanos;
        while (System.nanoTime() < begun) {
            scenario.once(wire);
        }
        var latencies = LongStream.builder();
        for (long now = System.nanoTime(); now < begun + nanos; ) {
            scenario.once(wire);
            long after = System.nanoTime();
            latencies.add(after - now);
            now = after;
        }
        return latencies.build().toArray();
    }
}
