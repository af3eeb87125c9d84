package dev.mintmark.verifier.revocation;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;

/// What time it is for the issuer, as far as the `Date` of its answers tells: to the second. Used
/// to compare with times that it wrote itself; how old something is we tell by our own clock.
final class IssuerClock {

    private final InstantSource clock;
    private volatile @Nullable Duration skew;

    IssuerClock(InstantSource clock) {
        this.clock = clock;
    }

    /// @param date of an answer that has just come
    void heard(Instant date) {
        skew = Duration.between(clock.instant(), date);
    }

    /// How far the issuer's clock is ahead of ours; empty when it never said.
    Optional<Duration> skew() {
        return Optional.ofNullable(skew);
    }

    /// How long ago it wrote this second, as far as can be told; never less than nothing.
    Duration since(long second) {
        Duration known = skew;
        long now = clock.millis() + (known == null ? 0 : known.toMillis());
        return Duration.ofMillis(Math.max(0, now - second * 1000));
    }

    /// The first second that has surely not begun yet over there.
    long nextSecond() {
        Duration known = skew;
        long now = clock.millis() + (known == null ? 0 : known.toMillis());
        return Math.floorDiv(now, 1000L) + 1;
    }
}
