package dev.mintmark.server.lease;

import java.time.Duration;

/// Something that one node does for all.
public enum Job {
    /// Moves signing keys through their life. What it decides is written at once.
    KEYS("keys", Duration.ofSeconds(30)),
    /// Seals what was recorded. Of two that do it at once, one is too late.
    AUDIT("audit", Duration.ofSeconds(30)),
    /// Brings records to other places. Of two that do it at once, records arrive twice.
    AUDIT_SHIPPING("audit_shipping", Duration.ofMinutes(1)),
    /// Closes alerts that are over, and tells operators.
    ALERTS("alerts", Duration.ofMinutes(1)),
    /// Forgets what is over, every minute.
    HOUSEKEEPING("housekeeping", Duration.ofMinutes(3));

    private final String word;
    private final Duration life;

    Job(String word, Duration life) {
        this.word = word;
        this.life = life;
    }

    /// The word used in the database.
    public String word() {
        return word;
    }

    /// How long a turn lasts if nobody prolongs it. As long as that, nobody does the job of a node
    /// that died.
    Duration life() {
        return life;
    }
}
