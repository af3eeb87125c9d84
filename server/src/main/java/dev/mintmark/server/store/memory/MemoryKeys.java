package dev.mintmark.server.store.memory;

import dev.mintmark.server.key.KeyRecord;
import dev.mintmark.server.key.KeyState;
import dev.mintmark.server.key.KeyStore;

import java.util.ArrayList;
import java.util.List;

final class MemoryKeys implements KeyStore {
    private final List<KeyRecord> keys = new ArrayList<>();

    @Override
    public synchronized List<KeyRecord> all() {
        return List.copyOf(keys);
    }

    @Override
    public synchronized boolean add(KeyRecord added) {
        if (added.state() == KeyState.SIGNING
                && keys.stream()
                        .anyMatch(key ->
                                key.state() == KeyState.SIGNING
                                        && key.algorithm() == added.algorithm())) {
            return false;
        }
        return keys.add(added);
    }
}
