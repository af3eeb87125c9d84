package dev.mintmark.server.store.memory;

import dev.mintmark.server.admin.ConsoleSessionStore;

import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

final class MemoryConsoleSessions implements ConsoleSessionStore {
    private final Map<ByteBuffer, Stored> sessions = new HashMap<>();

    @Override
    public synchronized void add(byte[] hash, Stored session) {
        sessions.put(ByteBuffer.wrap(hash.clone()), session);
    }

    @Override
    public synchronized Optional<Stored> find(byte[] hash) {
        return Optional.ofNullable(sessions.get(ByteBuffer.wrap(hash)));
    }

    @Override
    public synchronized void used(byte[] hash, Instant now) {
        sessions.computeIfPresent(
                ByteBuffer.wrap(hash),
                (_, session) -> new Stored(session.keyHash(), session.openedAt(), now));
    }

    @Override
    public synchronized void end(byte[] hash) {
        sessions.remove(ByteBuffer.wrap(hash));
    }

    @Override
    public synchronized void forget(Instant openedBefore, Instant usedBefore) {
        sessions.values()
                .removeIf(session ->
                        session.openedAt().isBefore(openedBefore)
                                || session.usedAt().isBefore(usedBefore));
    }
}
