package dev.mintmark.server.meter;

import java.util.concurrent.atomic.LongAdder;

/// How long requests took, in steps of a quarter of a doubling, from 16 microseconds to a minute:
/// fine enough to read percentiles from.
final class Latencies {
    private static final int STEPS_PER_DOUBLING = 4;
    private static final double SMALLEST = 16_000;
    private static final int STEPS = 22 * STEPS_PER_DOUBLING;

    private final LongAdder[] counts = new LongAdder[STEPS];
    private final LongAdder faults = new LongAdder();

    Latencies() {
        for (int i = 0; i < STEPS; i++) {
            counts[i] = new LongAdder();
        }
    }

    void record(long nanos, int status) {
        counts[step(nanos)].increment();
        if (status >= 500) {
            faults.increment();
        }
    }

    private static int step(long nanos) {
        double doublings = Math.log(Math.max(nanos, 1) / SMALLEST) / Math.log(2);
        return Math.clamp((long) Math.ceil(doublings * STEPS_PER_DOUBLING), 0, STEPS - 1);
    }

    /// @return how many requests in each step, and behind them those that failed by our fault
    long[] sums() {
        var sums = new long[STEPS + 1];
        for (int i = 0; i < STEPS; i++) {
            sums[i] = counts[i].sum();
        }
        sums[STEPS] = faults.sum();
        return sums;
    }

    static long requests(long[] sums) {
        long all = 0;
        for (int i = 0; i < STEPS; i++) {
            all += sums[i];
        }
        return all;
    }

    static long faults(long[] sums) {
        return sums[STEPS];
    }

    /// @return milliseconds within which a share of the requests was answered; 0 without any
    static double percentile(long[] sums, double share) {
        double wanted = share * requests(sums);
        long seen = 0;
        for (int i = 0; i < STEPS; i++) {
            seen += sums[i];
            if (seen > 0 && seen >= wanted) {
                return SMALLEST * Math.pow(2, (double) i / STEPS_PER_DOUBLING) / 1e6;
            }
        }
        return 0;
    }
}
