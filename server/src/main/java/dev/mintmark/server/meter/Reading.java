package dev.mintmark.server.meter;

import java.util.HashMap;
import java.util.Map;

/// What the counters said at one moment.
///
/// @param counts by the name of their series
/// @param latencies as [Latencies#sums] has them
record Reading(Map<String, Long> counts, long[] latencies) {
    static Reading of(Meters meters) {
        var counts = new HashMap<String, Long>();
        counts.put("sign_ins", meters.signIns().total());
        counts.put("sign_in_failures", meters.signInFailures().total());
        counts.put("refreshes", meters.refreshes().total());
        counts.put("tokens", meters.tokensIssued().total());
        meters.refusals().totals().forEach((name, count) -> counts.put("refused." + name, count));
        return new Reading(counts, meters.latencies().sums());
    }

    /// What happened since an earlier one, per second.
    Map<String, Double> since(Reading before, double seconds) {
        var rates = new HashMap<String, Double>();
        counts.forEach((name, count) ->
                rates.put(name, (count - before.counts.getOrDefault(name, 0L)) / seconds));
        var between = new long[latencies.length];
        for (int i = 0; i < between.length; i++) {
            between[i] = latencies[i] - before.latencies[i];
        }
        rates.put("requests", Latencies.requests(between) / seconds);
        rates.put("faults", Latencies.faults(between) / seconds);
        rates.put("latency_p50", Latencies.percentile(between, 0.5));
        rates.put("latency_p99", Latencies.percentile(between, 0.99));
        return rates;
    }
}
