package dev.mintmark.server.guard;

import java.time.Duration;

/// Too many, and when to come back.
///
/// @param brake which limit it is, in one word
/// @param quantity how many there may be in a window
/// @param retryAfter until the next may be tried; whole seconds, at least one
/// @param begins whether the one before was let through
public record Held(
        String brake, long quantity, Duration window, Duration retryAfter, boolean begins) {

    static Held of(String brake, long quantity, Duration window, long micros, boolean begins) {
        long seconds = Math.max(1, Math.ceilDiv(micros, 1_000_000L));
        return new Held(brake, quantity, window, Duration.ofSeconds(seconds), begins);
    }
}
