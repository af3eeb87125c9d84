package dev.mintmark.server.key;

import dev.mintmark.server.event.Witness;

import java.util.List;

/// Everything that is sealed, across tables: for when the master key changes.
public interface SealStore {
    /// @param version of the signing keys, as in [KeyShelf]
    record Everything(long version, List<SealedThing> things) {
        public Everything {
            things = List.copyOf(things);
        }
    }

    Everything read();

    /// Puts others in the place of what is sealed under the same names: all of them, or none if the
    /// signing keys have changed since they were read. Counts as a change of the signing keys, so
    /// that no key is written that was sealed before it.
    ///
    /// @return whether it was carried out
    boolean replace(Everything resealed, Witness<Boolean> witness);

    // The same with nobody to remember it; for tests.

    default boolean replace(Everything resealed) {
        return replace(resealed, Witness.silent());
    }
}
