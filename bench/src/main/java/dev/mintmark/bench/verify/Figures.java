package dev.mintmark.bench.verify;

import org.openjdk.jmh.results.RunResult;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// What was measured: for each figure the median of its seconds, over all runs of it.
final class Figures {

    /// @param library or how the verifier is used, for [SeenBefore]
    record Key(String bench, String library, String algorithm, String provider, int threads)
            implements Comparable<Key> {

        @Override
        public int compareTo(Key other) {
            return toString().compareTo(other.toString());
        }
    }

    private final Map<Key, List<Double>> rates = new TreeMap<>();
    private final Map<Key, Double> bytes = new TreeMap<>();

    void keep(RunResult result) {
        var parameters = result.getParams();
        var key =
                new Key(
                        parameters.getBenchmark().replaceAll(".*\\.([A-Z]\\w+)\\.verify", "$1"),
                        parameter(result, "mode") + parameter(result, "library"),
                        parameter(result, "algorithm"),
                        parameter(result, "provider"),
                        parameters.getThreads());
        var seconds = rates.computeIfAbsent(key, fresh -> new ArrayList<>());
        for (var run : result.getBenchmarkResults()) {
            for (var second : run.getIterationResults()) {
                seconds.add(second.getPrimaryResult().getScore());
            }
        }
        var allocated = result.getSecondaryResults().get("gc.alloc.rate.norm");
        if (allocated != null) {
            bytes.put(key, allocated.getScore());
        }
    }

    private static String parameter(RunResult result, String name) {
        var value = result.getParams().getParam(name);
        return value == null ? "" : value;
    }

    /// The limit: 0 when it was not measured.
    double raw(String algorithm, String provider) {
        return rate(new Key("RawSignature", "", algorithm, provider, 1));
    }

    double firstTime(String library, String algorithm, String provider, int threads) {
        return rate(new Key("FirstTime", library, algorithm, provider, threads));
    }

    double seenBefore(String mode, String algorithm, int threads) {
        return rate(new Key("SeenBefore", mode, algorithm, "accp", threads));
    }

    double bytes(String library, String algorithm, String provider) {
        return bytes.getOrDefault(
                new Key("FirstTime", library, algorithm, provider, 1), Double.NaN);
    }

    /// The name and rate of the peer that is fastest.
    Map.Entry<String, Double> fastestPeer(List<String> peers, String algorithm, String provider) {
        var fastest = Map.entry("none", 0.0);
        for (String peer : peers) {
            double rate = firstTime(peer, algorithm, provider, 1);
            if (rate > fastest.getValue()) {
                fastest = Map.entry(peer, rate);
            }
        }
        return fastest;
    }

    private double rate(Key key) {
        var seconds = new ArrayList<>(rates.getOrDefault(key, List.of()));
        if (seconds.isEmpty()) {
            return 0;
        }
        Collections.sort(seconds);
        int middle = seconds.size() / 2;
        return seconds.size() % 2 == 1
                ? seconds.get(middle)
                : (seconds.get(middle - 1) + seconds.get(middle)) / 2;
    }
}
