package dev.mintmark.e2e.chaos;

import dev.mintmark.e2e.chaos.Finding.Kind;

import java.util.Locale;
import java.util.Map;
import java.util.Set;

/// A fault to plant, so that there is something to find.
enum Fault {
    NONE("", "30s"),
    /// Acknowledged rotations are undone.
    UNDONE(
            """
            update family set generation = generation - 1
             where generation > 0 and ended_at is null and random() < 0.02
            """,
            "30s"),
    /// Rotations are forgotten so far back that what had been replaced is the newest again.
    BRANCHED(
            """
            update family set generation = greatest(0, generation - 2)
             where generation > 1 and ended_at is null and random() < 0.2
            """,
            "30s"),
    /// Ended sessions live again.
    REVIVED(
            """
            update family set ended_at = null, end_reason = null
             where ended_at is not null and random() < 0.1
            """,
            "30s"),
    /// Whoever repeats a refresh counts as a thief.
    IMPATIENT("", "0s");

    private final String statement;
    private final String window;

    Fault(String statement, String window) {
        this.statement = statement;
        this.window = window;
    }

    /// Whether a run has shown this fault, and nothing that cannot come of it: no answer that makes
    /// no sense. Without a fault, whether it has shown nothing.
    boolean isShownBy(Set<Kind> found) {
        boolean shown =
                switch (this) {
                    case NONE -> found.isEmpty();
                    case UNDONE -> found.contains(Kind.SUCCESSOR_LOST);
                    case BRANCHED -> found.contains(Kind.TWO_BRANCHES);
                    case REVIVED -> found.contains(Kind.REVIVED);
                    case IMPATIENT -> found.contains(Kind.LOGGED_OUT);
                };
        return shown && !found.contains(Kind.STRANGE);
    }

    /// What is done to the database, about once a second; may be empty.
    String statement() {
        return statement;
    }

    Map<String, String> settings() {
        return Map.of("MINTMARK_REFRESH_SUCCESSOR_WINDOW", window);
    }

    static Fault named(String name) {
        return valueOf(name.toUpperCase(Locale.ROOT));
    }
}
