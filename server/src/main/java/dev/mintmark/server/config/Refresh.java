package dev.mintmark.server.config;

import java.time.Duration;

/// The life of a session, and how long a refresh token may be repeated by a client whose answer got
/// lost.
public record Refresh(Duration idle, Duration absolute, Duration successorWindow) {
    /// Browsers forget cookies after 400 days, so nothing longer could be kept anyway.
    static final Bounds LIFE = new Bounds(Duration.ofSeconds(1), Duration.ofDays(400));

    static final Bounds WINDOW = new Bounds(Duration.ZERO, Duration.ofMinutes(2));

    public Refresh {
        LIFE.require("idle life", idle);
        LIFE.require("absolute life", absolute);
        WINDOW.require("successor window", successorWindow);
        if (idle.compareTo(absolute) > 0) {
            throw new IllegalArgumentException("idle life is longer than absolute life");
        }
    }
}
