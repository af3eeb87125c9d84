package dev.mintmark.server.meter;

import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.LongAdder;

/// How long something took, as histograms of one name, one for each combination of the values of
/// its labels. As with [Tally], there are only so many.
public final class Timings implements Meter {
    private static final String OTHER = "other";

    private final String name;
    private final String help;
    private final double[] bounds;
    private final List<String> labels;
    private final List<String> others;
    private final ConcurrentMap<List<String>, Histogram> histograms = new ConcurrentHashMap<>();

    /// @param bounds in seconds, the smallest first
    Timings(String name, String help, double[] bounds, String... labels) {
        this.name = name;
        this.help = help;
        this.bounds = bounds.clone();
        this.labels = List.of(labels);
        this.others = Collections.nCopies(labels.length, OTHER);
    }

    public void record(Duration took, String... values) {
        record(took.toNanos(), values);
    }

    public void record(long nanos, String... values) {
        if (values.length != labels.size()) {
            throw new IllegalArgumentException("%s has other labels".formatted(name));
        }
        histogram(List.of(values)).record(Math.max(0, nanos));
    }

    private Histogram histogram(List<String> values) {
        var known = histograms.get(values);
        if (known != null) {
            return known;
        }
        var key = histograms.size() < Tally.MOST ? values : others;
        return histograms.computeIfAbsent(key, _ -> new Histogram(bounds));
    }

    @Override
    public void writeTo(MetricsText text) {
        text.begin(name, help, "histogram");
        histograms.forEach((values, histogram) -> {
            long count = 0;
            for (int i = 0; i < bounds.length; i++) {
                count += histogram.buckets[i].sum();
                text.bucket(name, labels, values, Double.toString(bounds[i]), count);
            }
            count += histogram.buckets[bounds.length].sum();
            text.bucket(name, labels, values, "+Inf", count);
            text.sample(name + "_sum", labels, values, histogram.nanos.sum() / 1e9);
            text.sample(name + "_count", labels, values, count);
        });
    }

    private static final class Histogram {
        private final double[] bounds;
        private final LongAdder[] buckets;
        private final LongAdder nanos = new LongAdder();

        Histogram(double[] bounds) {
            this.bounds = bounds;
            this.buckets = new LongAdder[bounds.length + 1];
            for (int i = 0; i < buckets.length; i++) {
                buckets[i] = new LongAdder();
            }
        }

        void record(long took) {
            double seconds = took / 1e9;
            int bucket = 0;
            while (bucket < bounds.length && seconds > bounds[bucket]) {
                bucket++;
            }
            buckets[bucket].increment();
            nanos.add(took);
        }
    }
}
