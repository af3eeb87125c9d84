package dev.mintmark.bench;

import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;

/// `java -cp bench/target/classes dev.mintmark.bench.Load SCENARIO [key=value]…`
///
/// Scenarios: client-credentials, refresh, introspect, jwks, login. Keys: url, connections, warmup
/// and seconds (in seconds), user, password, client, secret. Each connection asks again as soon as
/// it is answered; an answer that is not the expected one ends the run.
final class Load {
    private final URI authority;
    private final Scenario.Maker maker;
    private final long warmUpNanos;
    private final long nanos;

    private Load(URI authority, Scenario.Maker maker, long warmUpNanos, long nanos) {
        this.authority = authority;
        this.maker = maker;
        this.warmUpNanos = warmUpNanos;
        this.nanos = nanos;
    }

    public static void main(String[] args) throws InterruptedException, IOException {
        var options = new HashMap<String, String>();
        Arrays.stream(args)
                .skip(1)
                .map(arg -> arg.split("=", 2))
                .forEach(pair -> options.put(pair[0], pair[1]));
        var authority = URI.create(options.getOrDefault("url", "http://127.0.0.1:9400"));
        if (!InetAddress.getByName(authority.getHost()).isLoopbackAddress()) {
            throw new IllegalArgumentException("load is for this machine only");
        }
        int connections = Integer.parseInt(options.getOrDefault("connections", "64"));
        var load =
                new Load(
                        authority,
                        Scenario.named(args[0], options),
                        seconds(options, "warmup", "5"),
                        seconds(options, "seconds", "10"));
        System.out.println(args[0] + ": " + load.run(connections));
    }

    private static long seconds(Map<String, String> options, String key, String usual) {
        return Long.parseLong(options.getOrDefault(key, usual)) * 1_000_000_000L;
    }

    private String run(int connections) throws InterruptedException, IOException {
        try (var threads = Executors.newThreadPerTaskExecutor(Thread.ofPlatform().factory())) {
            var drivers = new ArrayList<Callable<List<Long>>>();
            var wires = new ArrayList<Wire>();
            for (int i = 0; i < connections; i++) {
                var wire = new Wire(authority);
                wires.add(wire);
                var scenario = maker.make(wire);
                drivers.add(() -> drive(wire, scenario));
            }
            var latencies = new ArrayList<Long>();
            for (var driver : threads.invokeAll(drivers)) {
                latencies.addAll(driver.get());
            }
            for (var wire : wires) {
                wire.close();
            }
            return summary(connections, latencies);
        } catch (ExecutionException e) {
            throw new IOException("the run ended early", e.getCause());
        }
    }

    private List<Long> drive(Wire wire, Scenario scenario) throws IOException {
        long begun = System.nanoTime() + warmUpNanos;
        while (System.nanoTime() < begun) {
            scenario.once(wire);
        }
        var latencies = new ArrayList<Long>();
        for (long now = System.nanoTime(); now < begun + nanos; ) {
            scenario.once(wire);
            long after = System.nanoTime();
            latencies.add(after - now);
            now = after;
        }
        return latencies;
    }

    private String summary(int connections, List<Long> latencies) {
        var sorted = latencies.stream().sorted().toList();
        return "%,d/s over %d connections, p50 %.1f ms, p99 %.1f ms, p99.9 %.1f ms"
                .formatted(
                        Math.round(sorted.size() / (nanos / 1e9)),
                        connections,
                        at(sorted, 0.5),
                        at(sorted, 0.99),
                        at(sorted, 0.999));
    }

    private static double at(List<Long> sorted, double share) {
        return sorted.get((int) (share * (sorted.size() - 1))) / 1e6;
    }
}
