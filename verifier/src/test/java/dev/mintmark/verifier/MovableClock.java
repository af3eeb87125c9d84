package dev.mintmark.verifier;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/// Time that passes when told to.
public final class MovableClock implements InstantSource {

    private volatile Instant now = Tokens.NOW;

    @Override
    public Instant instant() {
        return now;
    }

    public void advance(Duration by) {
        now = now.plus(by);
    }
}
