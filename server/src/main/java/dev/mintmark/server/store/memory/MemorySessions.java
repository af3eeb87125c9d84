package dev.mintmark.server.store.memory;

import dev.mintmark.server.account.AccountStore;
import dev.mintmark.server.id.FamilyId;
import dev.mintmark.server.id.UserId;
import dev.mintmark.server.session.EndReason;
import dev.mintmark.server.session.Family;
import dev.mintmark.server.session.FamilyStore.Snapshot;
import dev.mintmark.server.session.Holder;

import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/// Accounts and their families, which change together: whoever looks or changes holds the lock of
/// this object.
final class MemorySessions {
    private final Map<UserId, AccountStore.Stored> accounts = new HashMap<>();
    private final Map<FamilyId, Family> families = new HashMap<>();

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

    int endAll(Optional<UserId> user, EndReason reason, Instant now) {
        int ended = 0;
        for (var entry : families.entrySet()) {
            var family = entry.getValue();
            if (family.ended().isEmpty() && user.map(family.user()::equals).orElse(true)) {
                entry.setValue(family.ended(now, reason));
                ended++;
            }
        }
        return ended;
    }
}
