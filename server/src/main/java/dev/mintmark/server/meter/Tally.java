package dev.mintmark.server.meter;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.LongAdder;

/// Counters of one name, one for each combination of the values of its labels. There are only so
/// many of them: what comes later is counted together, as `other`.
public final class Tally implements Meter {
    static final int MOST = 500;

    private static final String OTHER = "other";

    private final String name;
    private final String help;
    private final List<String> labels;
    private final ConcurrentMap<List<String>, LongAdder> counters = new ConcurrentHashMap<>();
    private final List<String> others;

    Tally(String name, String help, String... labels) {
        this.name = name;
        this.help = help;
        this.labels = List.of(labels);
        this.others = Collections.nCopies(labels.length, OTHER);
    }

    /// @param values one for each label, of which there is a small number ever
    public void count(String... values) {
        add(1, values);
    }

    public void add(long times, String... values) {
        if (values.length != labels.size()) {
            throw new IllegalArgumentException("%s has other labels".formatted(name));
        }
        counter(List.of(values)).add(times);
    }

    private LongAdder counter(List<String> values) {
        var known = counters.get(values);
        if (known != null) {
            return known;
        }
        var key = counters.size() < MOST ? values : others;
        return counters.computeIfAbsent(key, _ -> new LongAdder());
    }

    /// All of them together.
    public long total() {
        return counters.values().stream().mapToLong(LongAdder::sum).sum();
    }

    /// Each of them, by the values of its labels joined with a dot.
    public Map<String, Long> totals() {
        var totals = new TreeMap<String, Long>();
        counters.forEach((values, counter) ->
                totals.merge(String.join(".", values), counter.sum(), Long::sum));
        return totals;
    }

    @Override
    public void writeTo(MetricsText text) {
        text.begin(name, help, "counter");
        counters.forEach((values, counter) -> text.sample(name, labels, values, counter.sum()));
    }
}
