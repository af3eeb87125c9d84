package dev.mintmark.cli.demo;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/// The machine's clock, and what the tour has moved it ahead.
final class TourClock implements InstantSource {
    private final InstantSource real;
    private volatile Duration ahead = Duration.ZERO;

    TourClock(InstantSource real) {
        this.real = real;
    }

    @Override
    public Instant instant() {
        return real.instant().plus(ahead);
    }

    void pass(Duration time) {
        ahead = ahead.plus(time);
    }
}
