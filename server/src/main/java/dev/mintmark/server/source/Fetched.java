package dev.mintmark.server.source;

/// What came of asking for a secret.
public sealed interface Fetched {
    record Got(String text) implements Fetched {
        @Override
        public String toString() {
            return "Got[***]";
        }
    }

    /// @param why the rest of a sentence whose subject is the setting; quotes no secret
    record Failed(String why) implements Fetched {}
}
