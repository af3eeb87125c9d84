package dev.mintmark.server.key;

import dev.mintmark.server.event.Witness;

/// Where signing keys rest.
public interface KeyStore {
    /// Costs next to nothing: every node asks every second.
    KeyGlance glance();

    KeyShelf read();

    /// Carries out a change, all of it, unless the keys have changed since it was decided, it comes
    /// too late, or a later turn has begun.
    ///
    /// @return whether it was carried out
    boolean apply(KeyChange change, Witness<Boolean> witness);

    // The same with nobody to remember it; for tests.

    default boolean apply(KeyChange change) {
        return apply(change, Witness.silent());
    }
}
