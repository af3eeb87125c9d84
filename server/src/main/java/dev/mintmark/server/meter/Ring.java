package dev.mintmark.server.meter;

import dev.mintmark.server.meter.History.Window;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/// The last so many steps of all series. A series that begins later was zero before.
final class Ring {
    /// More than there are reasons to refuse something.
    private static final int MOST_SERIES = 256;

    private final int size;
    private final Duration step;
    private final Map<String, double[]> series = new HashMap<>();
    private @Nullable Reading before;
    private Instant beforeAt = Instant.EPOCH;
    private int next;
    private int filled;

    Ring(int size, Duration step) {
        this.size = size;
        this.step = step;
    }

    boolean isDue(Instant now) {
        return before == null || !now.isBefore(beforeAt.plus(step));
    }

    void take(Reading reading, Instant now) {
        var last = before;
        double passed = last == null ? 0 : Duration.between(beforeAt, now).toNanos() / 1e9;
        before = reading;
        beforeAt = now;
        if (last == null || passed <= 0) {
            return;
        }
        series.values().forEach(values -> values[next] = 0);
        reading.since(last, passed).forEach(this::put);
        next = (next + 1) % size;
        filled = Math.min(size, filled + 1);
    }

    private void put(String name, double rate) {
        var values = series.get(name);
        if (values == null && series.size() < MOST_SERIES) {
            values = new double[size];
            series.put(name, values);
        }
        if (values != null) {
            values[next] = rate;
        }
    }

    Window last(int most) {
        int length = Math.clamp(most, 0, filled);
        var window = new HashMap<String, double[]>();
        series.forEach((name, values) -> {
            var copy = new double[length];
            for (int i = 0; i < length; i++) {
                copy[i] = values[Math.floorMod(next - length + i, size)];
            }
            window.put(name, copy);
        });
        window.values().removeIf(values -> Arrays.stream(values).allMatch(v -> v == 0));
        return new Window(beforeAt, step, window);
    }
}
