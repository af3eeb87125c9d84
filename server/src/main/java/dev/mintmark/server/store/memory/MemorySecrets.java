package dev.mintmark.server.store.memory;

import dev.mintmark.server.key.SealedSecretStore;

import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

final class MemorySecrets implements SealedSecretStore {
    private final Map<String, byte[]> secrets = new TreeMap<>();

    @Override
    public synchronized Optional<byte[]> find(String name) {
        return Optional.ofNullable(secrets.get(name));
    }

    @Override
    public synchronized byte[] putIfAbsent(String name, byte[] sealed) {
        return secrets.computeIfAbsent(name, _ -> sealed);
    }

    synchronized Map<String, byte[]> all() {
        return new TreeMap<>(secrets);
    }

    synchronized void replace(String name, byte[] sealed) {
        secrets.put(name, sealed);
    }
}
