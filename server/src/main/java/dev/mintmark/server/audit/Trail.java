package dev.mintmark.server.audit;

import dev.mintmark.server.audit.AuditStore.Entry;
import dev.mintmark.server.event.Event;
import dev.mintmark.server.event.Events;

import java.time.InstantSource;
import java.util.List;

/// Keeps what happens and tells whoever listens. What a change is remembered by is in the database
/// before it comes here.
public final class Trail implements Events {
    private final AuditStore store;
    private final InstantSource clock;
    private final List<Events> listeners;

    /// @param clock of the store
    public Trail(AuditStore store, InstantSource clock, List<Events> listeners) {
        this.store = store;
        this.clock = clock;
        this.listeners = List.copyOf(listeners);
    }

    @Override
    public void record(Event event) {
        store.append(List.of(new Entry(clock.instant(), Script.of(event))));
        kept(event);
    }

    @Override
    public void kept(Event event) {
        listeners.forEach(listener -> listener.record(event));
    }
}
