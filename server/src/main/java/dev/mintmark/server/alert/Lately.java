package dev.mintmark.server.alert;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;

/// Something for each of those that were heard of lately; the one that was heard of longest ago
/// goes when there are too many.
final class Lately<K, V> {
    private final Map<K, V> all;
    private final Supplier<V> making;

    Lately(int most, Supplier<V> making) {
        this.making = making;
        this.all =
                new LinkedHashMap<>(16, 0.75f, true) {
                    private static final long serialVersionUID = 1;

                    @Override
                    protected boolean removeEldestEntry(Map.Entry<K, V> eldest) {
                        return size() > most;
                    }
                };
    }

    V of(K key) {
        return all.computeIfAbsent(key, _ -> making.get());
    }

    Map<K, V> all() {
        return all;
    }
}
