package dev.mintmark.server.key;

import dev.mintmark.server.event.Origin;

/// On whose behalf, and why, a key moves.
///
/// @param reason a few words for the operator who looks at it later
public record Mandate(Actor actor, String reason, Origin origin) {
    public static final int LONGEST_REASON = 200;

    public Mandate {
        if (reason.isBlank() || reason.length() > LONGEST_REASON) {
            throw new IllegalArgumentException("a reason has 1 to 200 characters");
        }
    }

    /// Who moves keys.
    public enum Actor {
        /// The authority itself, as the settings say.
        SCHEDULE("schedule"),
        ADMIN("admin");

        private final String word;

        Actor(String word) {
            this.word = word;
        }

        public String word() {
            return word;
        }

        public static Actor of(String word) {
            for (var actor : values()) {
                if (actor.word.equals(word)) {
                    return actor;
                }
            }
            throw new IllegalArgumentException("no actor is called " + word);
        }
    }

    static Mandate schedule(String reason) {
        return new Mandate(Actor.SCHEDULE, reason, Origin.SELF);
    }

    public static Mandate admin(String reason, Origin origin) {
        return new Mandate(Actor.ADMIN, reason, origin);
    }
}
