package dev.mintmark.server.admin;

import java.time.Instant;
import java.util.Optional;

/// Where the sessions of the console rest, found by the hash of their handle.
public interface ConsoleSessionStore {
    /// @param keyHash of the admin key it began with
    /// @param usedAt to about a minute
    record Stored(byte[] keyHash, Instant openedAt, Instant usedAt) {}

    void add(byte[] hash, Stored session);

    Optional<Stored> find(byte[] hash);

    void used(byte[] hash, Instant now);

    void end(byte[] hash);

    /// Forgets those that were opened or last used before these moments.
    void forget(Instant openedBefore, Instant usedBefore);
}
