package dev.mintmark.server.key;

import java.util.List;

/// What came of an administrator's order about keys.
public sealed interface KeyOutcome {
    /// @param keys those that moved, as they are now
    record Done(List<KeyRecord> keys) implements KeyOutcome {
        public Done {
            keys = List.copyOf(keys);
        }
    }

    record Refused(KeyRefusal why) implements KeyOutcome {}
}
