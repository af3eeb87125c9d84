package dev.mintmark.server.store.memory;

import dev.mintmark.server.audit.AuditStore;
import dev.mintmark.server.audit.Script;
import dev.mintmark.server.event.Event;

import java.time.InstantSource;
import java.util.List;
import java.util.TreeMap;

final class MemoryAudit implements AuditStore {
    private final InstantSource clock;
    private final TreeMap<Long, Row> rows = new TreeMap<>();
    private long newest;

    MemoryAudit(InstantSource clock) {
        this.clock = clock;
    }

    /// Called while the change that it tells of cannot be seen by anybody.
    void keep(List<Event> events) {
        append(events.stream().map(event -> new Entry(clock.instant(), Script.of(event))).toList());
    }

    @Override
    public synchronized void append(List<Entry> entries) {
        for (var entry : entries) {
            rows.put(++newest, new Row(newest, entry.at(), entry.text()));
        }
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
