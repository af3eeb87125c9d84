package dev.mintmark.server.key;

import java.util.List;

/// Which master keys are here, and what opens with which: found out by trying every key on
/// everything.
///
/// @param keys fingerprints, newest last
/// @param current fingerprint of the one that new things are sealed under; empty when it is not
///   here
public record MasterKeyReport(List<String> keys, String current, List<Opened> things) {
    public MasterKeyReport {
        keys = List.copyOf(keys);
        things = List.copyOf(things);
    }

    /// @param opensWith fingerprints of the keys that open it
    public record Opened(SealedThing thing, List<String> opensWith) {
        public Opened {
            opensWith = List.copyOf(opensWith);
        }
    }
}
