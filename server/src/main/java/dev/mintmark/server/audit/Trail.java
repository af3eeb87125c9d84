package dev.mintmark.server.audit;

import dev.mintmark.server.audit.AuditStore.Entry;
import dev.mintmark.server.event.Event;
import dev.mintmark.server.event.Events;
import dev.mintmark.server.event.Hush;

import java.time.InstantSource;
import java.util.List;
import java.util.function.Consumer;

/// Keeps what happens and tells whoever listens. What a change is remembered by is in the database
/// before it comes here.
public final class Trail implements Events {
    private final Consumer<Entry> keeper;
    private final InstantSource clock;
    private final List<Events> listeners;

    /// @param keeper of what tells of no change
    /// @param clock of the store
    public Trail(Consumer<Entry> keeper, InstantSource clock, List<Events> listeners) {
        this.keeper = keeper;
        this.clock = clock;
        this.listeners = List.copyOf(listeners);
    }

    @Override
    public void record(Event event) {
        if (Hush.isOver(event)) {
            Hush.count();
        } else {
            keeper.accept(new Entry(clock.instant(), Script.of(event)));
        }
        kept(event);
    }

    @Override
    public void kept(Event event) {
        listeners.forEach(listener -> listener.record(event));
    }
}
