package dev.mintmark.server.key;

import java.util.Optional;

/// One key, one step further in its life. When, on whose behalf and why is in the key.
///
/// @param from where it was; empty for a key that is new
/// @param key as it is afterwards
public record KeyMove(Optional<KeyState> from, KeyRecord key) {
    static KeyMove added(KeyRecord key) {
        return new KeyMove(Optional.empty(), key);
    }

    static KeyMove of(KeyRecord before, KeyRecord after) {
        return new KeyMove(Optional.of(before.state()), after);
    }

    boolean isRevocation() {
        return key.isIn(KeyState.REVOKED);
    }
}
