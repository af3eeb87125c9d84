package dev.mintmark.server.config;

import java.time.Duration;

/// The shortest and the longest a duration may be, both allowed.
record Bounds(Duration least, Duration most) {
    boolean contain(Duration duration) {
        return duration.compareTo(least) >= 0 && duration.compareTo(most) <= 0;
    }

    void require(String what, Duration duration) {
        if (!contain(duration)) {
            throw new IllegalArgumentException(
                    "%s must be %s, not %s".formatted(what, this, DurationText.write(duration)));
        }
    }

    @Override
    public String toString() {
        return "%s to %s".formatted(DurationText.write(least), DurationText.write(most));
    }
}
