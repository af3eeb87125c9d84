package dev.mintmark.server.store.memory;

import dev.mintmark.server.audit.AuditStore;
import dev.mintmark.server.audit.Script;
import dev.mintmark.server.event.Event;

import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

final class MemoryAudit implements AuditStore {
    private final InstantSource clock;
    private final TreeMap<Long, Row> rows = new TreeMap<>();
    private final Map<String, Integer> buffers = new HashMap<>();
    private long newest;

    MemoryAudit(InstantSource clock) {
        this.clock = clock;
    }

    /// Called while the change that it tells of cannot be seen by anybody.
    void keep(List<Event> events) {
        append(events.stream().map(event -> new Entry(clock.instant(), Script.of(event))).toList());
    }

    synchronized void forget(long last) {
        rows.headMap(last, true).clear();
    }

    @Override
    public synchronized void append(List<Entry> entries) {
        for (var entry : entries) {
            rows.put(++newest, new Row(newest, entry.at(), entry.text()));
        }
    }

    @Override
    public synchronized void take(String buffer, int from, int to, List<Entry> entries) {
        if (taken(buffer) == from) {
            buffers.put(buffer, to);
            append(entries);
        }
    }

    @Override
    public synchronized int taken(String buffer) {
        return buffers.getOrDefault(buffer, 0);
    }

    @Override
    public synchronized void forgetBuffer(String buffer) {
        buffers.remove(buffer);
    }

    @Override
    public synchronized long settled() {
        return newest;
    }

    @Override
    public synchronized List<Row> after(long number, int limit) {
        return rows.tailMap(number, false).values().stream().limit(limit).toList();
    }

    @Override
    public synchronized List<Row> before(long number, int limit) {
        return rows.headMap(number, false).descendingMap().values().stream().limit(limit).toList();
    }
}
