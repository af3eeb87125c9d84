package dev.mintmark.bench;

/// What came of one run.
///
/// @param p50 and the next in milliseconds
public record Rate(double perSecond, double p50, double p99) {
    /// @param nanos how long each request took, shortest first
    public static Rate of(long[] nanos, double seconds) {
        return new Rate(nanos.length / seconds, at(nanos, 0.5), at(nanos, 0.99));
    }

    private static double at(long[] sorted, double share) {
        return sorted[(int) (share * (sorted.length - 1))] / 1e6;
    }
}
