package dev.mintmark.server.admin;

import dev.mintmark.server.event.Witness;
import dev.mintmark.server.id.AdminKeyId;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// Where admin keys rest, found by the hash of what opens them.
public interface AdminKeyStore {
    Optional<AdminKey> find(byte[] hash);

    /// The newest first, revoked ones included.
    List<AdminKey> all();

    boolean isEmpty();

    /// @return whether it was added; false when a key that is not revoked has its name
    boolean add(AdminKey key, byte[] hash, Witness<Boolean> witness);

    /// @return whether it was good until now
    boolean revoke(AdminKeyId id, Instant now, Witness<Boolean> witness);

    void used(AdminKeyId id, Instant now);
}
