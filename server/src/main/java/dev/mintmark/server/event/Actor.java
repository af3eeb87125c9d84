package dev.mintmark.server.event;

/// Who acts, where it is neither the person nor the client that an event is about.
///
/// @param name which of its kind; empty where there is only one
public record Actor(Kind kind, String name) {
    /// What the settings ask for, done by the authority itself.
    public static final Actor SCHEDULE = new Actor(Kind.SCHEDULE, "");

    /// Somebody at this machine, with an authority of their own on the data directory.
    public static final Actor COMMAND_LINE = new Actor(Kind.COMMAND_LINE, "");

    public enum Kind {
        /// Whoever holds an admin key.
        ADMIN_KEY("admin_key"),
        COMMAND_LINE("command_line"),
        SCHEDULE("schedule");

        private final String word;

        Kind(String word) {
            this.word = word;
        }

        public String word() {
            return word;
        }
    }

    /// @param name what may be known of the key
    public static Actor adminKey(String name) {
        return new Actor(Kind.ADMIN_KEY, name);
    }

    @Override
    public String toString() {
        return name.isEmpty() ? kind.word : kind.word + ":" + name;
    }
}
