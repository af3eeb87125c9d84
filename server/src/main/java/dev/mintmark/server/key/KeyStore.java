package dev.mintmark.server.key;

import java.util.List;

/// Where signing keys rest.
public interface KeyStore {
    /// All keys ever made, oldest first.
    List<KeyRecord> all();

    /// Adds a key, unless its id is taken, or one of the same algorithm is already signing and this
    /// one would sign too: of two nodes that race, one wins.
    ///
    /// @return whether it was added
    boolean add(KeyRecord key);
}
