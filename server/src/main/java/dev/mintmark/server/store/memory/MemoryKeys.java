package dev.mintmark.server.store.memory;

import dev.mintmark.server.key.KeyRecord;
import dev.mintmark.server.key.KeyState;
import dev.mintmark.server.key.KeyStore;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

final class MemoryKeys implements KeyStore {
    private static final Comparator<KeyRecord> OLDEST_FIRST =
            Comparator.comparing(KeyRecord::createdAt).thenComparing(key -> key.kid().value());

    private final List<KeyRecord> keys = new ArrayList<>();

    @Override
    public synchronized List<KeyRecord> all() {
        return keys.stream().sorted(OLDEST_FIRST).toList();
    }

    @Override
    public synchronized boolean add(KeyRecord added) {
        return keys.stream().noneMatch(key -> excludes(key, added)) && keys.add(added);
    }

    private static boolean excludes(KeyRecord key, KeyRecord added) {
        return key.kid().equals(added.kid())
                || (key.state() == KeyState.SIGNING
                        && added.state() == KeyState.SIGNING
                        && key.algorithm() == added.algorithm());
    }
}
