package dev.mintmark.server.key;

import java.util.Optional;

/// Where sealed secrets that are not signing keys rest.
public interface SealedSecretStore {
    Optional<byte[]> find(String name);

    /// Keeps the first value a name was ever given, and returns what is kept.
    byte[] putIfAbsent(String name, byte[] sealed);
}
