package dev.mintmark.server.store.memory;

import dev.mintmark.server.admin.AdminKey;
import dev.mintmark.server.admin.AdminKeyStore;
import dev.mintmark.server.event.Witness;
import dev.mintmark.server.id.AdminKeyId;

import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;

final class MemoryAdminKeys implements AdminKeyStore {
    private final MemoryAudit audit;
    private final Map<ByteBuffer, AdminKey> keys = new LinkedHashMap<>();

    MemoryAdminKeys(MemoryAudit audit) {
        this.audit = audit;
    }

    @Override
    public synchronized Optional<AdminKey> find(byte[] hash) {
        return Optional.ofNullable(keys.get(ByteBuffer.wrap(hash)));
    }

    @Override
    public synchronized List<AdminKey> all() {
        return keys.values().stream()
                .sorted(
                        Comparator.comparing(AdminKey::createdAt)
                                .reversed()
                                .thenComparing(key -> key.id().value()))
                .toList();
    }

    @Override
    public synchronized boolean isEmpty() {
        return keys.isEmpty();
    }

    @Override
    public synchronized boolean add(AdminKey key, byte[] hash, Witness<Boolean> witness) {
        boolean taken =
                keys.values().stream()
                        .anyMatch(other ->
                                other.revokedAt().isEmpty() && other.name().equals(key.name()));
        boolean added = !taken && keys.putIfAbsent(ByteBuffer.wrap(hash.clone()), key) == null;
        audit.keep(witness.of(added));
        return added;
    }

    @Override
    public synchronized boolean revoke(AdminKeyId id, Instant now, Witness<Boolean> witness) {
        boolean revoked =
                change(
                        key -> key.id().equals(id) && key.revokedAt().isEmpty(),
                        key ->
                                new AdminKey(
                                        key.id(),
                                        key.name(),
                                        key.scopes(),
                                        key.createdAt(),
                                        key.expiresAt(),
                                        key.lastUsedAt(),
                                        Optional.of(now)));
        audit.keep(witness.of(revoked));
        return revoked;
    }

    @Override
    public synchronized void used(AdminKeyId id, Instant now) {
        var _ =
                change(
                        key -> key.id().equals(id),
                        key ->
                                new AdminKey(
                                        key.id(),
                                        key.name(),
                                        key.scopes(),
                                        key.createdAt(),
                                        key.expiresAt(),
                                        Optional.of(now),
                                        key.revokedAt()));
    }

    private boolean change(Predicate<AdminKey> which, UnaryOperator<AdminKey> change) {
        boolean changed = false;
        for (var entry : keys.entrySet()) {
            if (which.test(entry.getValue())) {
                entry.setValue(change.apply(entry.getValue()));
                changed = true;
            }
        }
        return changed;
    }
}
