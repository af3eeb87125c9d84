package dev.mintmark.server.store.memory;

import dev.mintmark.server.audit.ship.CursorStore;

import java.util.HashMap;
import java.util.Map;

final class MemoryCursors implements CursorStore {
    private final Map<String, Long> positions = new HashMap<>();

    @Override
    public synchronized long position(String sink) {
        return positions.getOrDefault(sink, 0L);
    }

    @Override
    public synchronized void moveTo(String sink, long number) {
        positions.put(sink, number);
    }
}
