package dev.mintmark.server.store.memory;

import dev.mintmark.server.account.AccountStore;
import dev.mintmark.server.id.FamilyId;
import dev.mintmark.server.id.UserId;
import dev.mintmark.server.revocation.Revoked;
import dev.mintmark.server.session.EndReason;
import dev.mintmark.server.session.Family;
import dev.mintmark.server.session.FamilyStore.Snapshot;
import dev.mintmark.server.session.Holder;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Accounts and their families, which change together: whoever looks or changes holds the lock of
/// this object.
final class MemorySessions {
    private final MemoryOutbox outbox;
    private final Map<UserId, AccountStore.Stored> accounts = new HashMap<>();
    private final Map<FamilyId, Family> families = new HashMap<>();

    MemorySessions(MemoryOutbox outbox) {
        this.outbox = outbox;
    }

    Map<UserId, AccountStore.Stored> accounts() {
        return accounts;
    }

    Map<FamilyId, Family> families() {
        return families;
    }

    Optional<Snapshot> snapshot(FamilyId id) {
        return Optional.ofNullable(families.get(id)).map(this::withHolder);
    }

    Snapshot withHolder(Family family) {
        var stored = accounts.get(family.user());
        if (stored == null) {
            throw new IllegalStateException("a family without its account");
        }
        var account = stored.account();
        return new Snapshot(
                family, new Holder(account.name(), account.roles(), account.disabled()));
    }

    /// @return whether it lived until now
    boolean end(FamilyId id, EndReason reason, Instant now) {
        var family = families.get(id);
        if (family == null || family.ended().isPresent()) {
            return false;
        }
        families.put(id, family.ended(now, reason));
        outbox.tell(now, reason.word(), new Revoked.Session(id, family.status()));
        return true;
    }

    int endAll(Optional<UserId> user, EndReason reason, Instant now) {
        user.ifPresent(this::accountMovesOn);
        int ended = 0;
        for (var family : List.copyOf(families.values())) {
            if (user.map(family.user()::equals).orElse(true) && end(family.id(), reason, now)) {
                ended++;
            }
        }
        return ended;
    }

    private void accountMovesOn(UserId user) {
        accounts.computeIfPresent(
                user,
                (_, stored) ->
                        new AccountStore.Stored(
                                stored.account(), stored.passwordHash(), stored.version() + 1));
    }
}
