package dev.mintmark.server.guard;

import java.time.Duration;

/// So many in so long.
public record Quota(long quantity, Duration window) {
    public Quota {
        if (quantity < 1 || window.isNegative() || window.isZero()) {
            throw new IllegalArgumentException("a quota is at least one, in some time");
        }
    }
}
