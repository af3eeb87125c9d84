package dev.mintmark.server.store.memory;

import dev.mintmark.server.event.Witness;
import dev.mintmark.server.id.KeyId;
import dev.mintmark.server.key.KeyChange;
import dev.mintmark.server.key.KeyGlance;
import dev.mintmark.server.key.KeyMove;
import dev.mintmark.server.key.KeyRecord;
import dev.mintmark.server.key.KeyShelf;
import dev.mintmark.server.key.KeyState;
import dev.mintmark.server.key.KeyStore;
import dev.mintmark.server.revocation.Revoked;

import java.time.InstantSource;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;

final class MemoryKeys implements KeyStore {
    private static final Comparator<KeyRecord> OLDEST_FIRST =
            Comparator.comparing(KeyRecord::createdAt).thenComparing(key -> key.kid().value());

    private final InstantSource clock;
    private final MemoryOutbox outbox;
    private final MemoryAudit audit;
    private Map<KeyId, KeyRecord> keys = new HashMap<>();
    private long version;
    private long fence;

    MemoryKeys(InstantSource clock, MemoryOutbox outbox, MemoryAudit audit) {
        this.clock = clock;
        this.outbox = outbox;
        this.audit = audit;
    }

    @Override
    public synchronized KeyGlance glance() {
        return new KeyGlance(version, clock.instant());
    }

    @Override
    public synchronized KeyShelf read() {
        return new KeyShelf(
                version, clock.instant(), keys.values().stream().sorted(OLDEST_FIRST).toList());
    }

    @Override
    public synchronized boolean apply(KeyChange change, Witness<Boolean> witness) {
        boolean applied = applied(change);
        audit.keep(witness.of(applied));
        return applied;
    }

    private boolean applied(KeyChange change) {
        if (change.seen() != version
                || change.fence().orElse(fence) < fence
                || change.isTooLate(clock.instant())) {
            return false;
        }
        var changed = new HashMap<>(keys);
        change.moves().forEach(move -> carryOut(changed, move));
        keys = changed;
        version++;
        fence = change.fence().orElse(fence);
        change.moves().stream().map(KeyMove::key).forEach(this::tell);
        return true;
    }

    /// @param sealed by kid
    /// @return whether the keys were as they were seen
    synchronized boolean reseal(long seen, Map<KeyId, byte[]> sealed) {
        if (seen != version) {
            return false;
        }
        var changed = new HashMap<>(keys);
        sealed.forEach(
                (kid, bytes) -> changed.computeIfPresent(kid, (_, key) -> key.sealedAs(bytes)));
        keys = changed;
        version++;
        return true;
    }

    private void tell(KeyRecord key) {
        if (key.state() == KeyState.REVOKED) {
            outbox.tell(key.since(), "key_revoked", new Revoked.Key(key.kid()));
        }
    }

    private static void carryOut(Map<KeyId, KeyRecord> keys, KeyMove move) {
        var key = move.key();
        var before = keys.put(key.kid(), key);
        var from = before == null ? null : before.state();
        if (from != move.from().orElse(null)) {
            throw new IllegalStateException("the key " + key.kid() + " is not where it was");
        }
        if (keys.values().stream().filter(other -> isRival(other, key)).count() > 1) {
            throw new IllegalStateException("two keys would sign " + key.slot());
        }
    }

    private static boolean isRival(KeyRecord other, KeyRecord key) {
        return other.state() == KeyState.SIGNING
                && key.state() == KeyState.SIGNING
                && other.slot().equals(key.slot());
    }
}
