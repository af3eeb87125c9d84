package dev.mintmark.server.meter;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;

/// How the meters went: the last ten minutes second by second, the last day minute by minute. Kept
/// in memory, in a space that does not grow.
///
/// Series are rates per second, but for latencies, which are milliseconds. Their names: `requests`,
/// `faults` (answers of 500 and above), `latency_p50`, `latency_p99`, `sign_ins`,
/// `sign_in_failures`, `refreshes`, `tokens`, and for each refusal `refused.<area>.<reason>`.
public final class History {
    private static final int SECONDS = 600;
    private static final int MINUTES = 24 * 60;

    private final Meters meters;
    private final Ring seconds = new Ring(SECONDS, Duration.ofSeconds(1));
    private final Ring minutes = new Ring(MINUTES, Duration.ofMinutes(1));

    public enum Step {
        SECOND,
        MINUTE
    }

    /// A piece of history.
    ///
    /// @param end of the last step
    /// @param step how long each step is
    /// @param series by name, oldest first, all of one length
    public record Window(Instant end, Duration step, Map<String, double[]> series) {}

    public History(Meters meters) {
        this.meters = meters;
    }

    /// To be called every second.
    public synchronized void tick(Instant now) {
        var reading = Reading.of(meters);
        seconds.take(reading, now);
        if (minutes.isDue(now)) {
            minutes.take(reading, now);
        }
    }

    /// @param most how many steps at most, up to now
    public synchronized Window last(Step step, int most) {
        return switch (step) {
            case SECOND -> seconds.last(most);
            case MINUTE -> minutes.last(most);
        };
    }
}
