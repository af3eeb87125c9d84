package dev.mintmark.server.event;

/// Where events go. Whoever records one does not know who listens.
@FunctionalInterface
public interface Events {
    void record(Event event);
}
