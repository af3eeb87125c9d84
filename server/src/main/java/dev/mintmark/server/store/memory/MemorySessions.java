package dev.mintmark.server.store.memory;

import dev.mintmark.server.account.Account;
import dev.mintmark.server.account.AccountStore;
import dev.mintmark.server.account.UserName;
import dev.mintmark.server.id.FamilyId;
import dev.mintmark.server.id.UserId;
import dev.mintmark.server.session.Decision;
import dev.mintmark.server.session.EndReason;
import dev.mintmark.server.session.Family;
import dev.mintmark.server.session.FamilyStore;
import dev.mintmark.server.session.Holder;

import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.UnaryOperator;

/// Accounts and their families under one lock, as disabling an account ends its families in the
/// same step.
final class MemorySessions {
    private final Map<UserId, AccountStore.Stored> accounts = new HashMap<>();
    private final Map<FamilyId, Family> families = new HashMap<>();
    private final Object lock = new Object();

    AccountStore accounts() {
        return new Accounts();
    }

    FamilyStore families() {
        return new Families();
    }

    private int endAll(Optional<UserId> user, EndReason reason, Instant now) {
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

    private Optional<FamilyStore.Snapshot> snapshot(FamilyId id) {
        return Optional.ofNullable(families.get(id)).map(this::withHolder);
    }

    private FamilyStore.Snapshot withHolder(Family family) {
        var stored = accounts.get(family.user());
        if (stored == null) {
            throw new IllegalStateException("a family without its account");
        }
        var account = stored.account();
        return new FamilyStore.Snapshot(
                family, new Holder(account.name(), account.roles(), account.disabled()));
    }

    private final class Accounts implements AccountStore {
        @Override
        public Optional<Stored> find(UserName name) {
            synchronized (lock) {
                return accounts.values().stream().filter(stored -> isNamed(stored, name)).findAny();
            }
        }

        @Override
        public List<Account> all() {
            synchronized (lock) {
                return accounts.values().stream()
                        .map(Stored::account)
                        .sorted(Comparator.comparing(account -> unique(account.name())))
                        .toList();
            }
        }

        @Override
        public boolean add(Stored added, UserName name) {
            synchronized (lock) {
                if (accounts.values().stream().anyMatch(stored -> isNamed(stored, name))) {
                    return false;
                }
                accounts.put(added.account().id(), added);
                return true;
            }
        }

        @Override
        public OptionalInt disable(UserId id, Instant now) {
            return change(id, EndReason.USER_DISABLED, now, MemorySessions::disabled);
        }

        @Override
        public OptionalInt setPassword(UserId id, String hash, Instant now) {
            return change(
                    id,
                    EndReason.PASSWORD_CHANGED,
                    now,
                    stored -> new Stored(stored.account(), hash));
        }

        @Override
        public void rehash(UserId id, String oldHash, String newHash) {
            synchronized (lock) {
                accounts.computeIfPresent(
                        id,
                        (_, stored) ->
                                stored.passwordHash().equals(oldHash)
                                        ? new Stored(stored.account(), newHash)
                                        : stored);
            }
        }

        private OptionalInt change(
                UserId id, EndReason reason, Instant now, UnaryOperator<Stored> change) {
            synchronized (lock) {
                var stored = accounts.get(id);
                if (stored == null) {
                    return OptionalInt.empty();
                }
                accounts.put(id, change.apply(stored));
                return OptionalInt.of(endAll(Optional.of(id), reason, now));
            }
        }
    }

    /// As a database compares ids: byte by byte. They begin with the time.
    private static String bytes(Family family) {
        return family.id().toString();
    }

    private static boolean isNamed(AccountStore.Stored stored, UserName name) {
        return unique(stored.account().name()).equals(name.unique());
    }

    private static String unique(String shown) {
        return UserName.parse(shown).orElseThrow().unique();
    }

    private static AccountStore.Stored disabled(AccountStore.Stored stored) {
        var a = stored.account();
        return new AccountStore.Stored(
                new Account(a.id(), a.name(), a.roles(), true, a.createdAt()),
                stored.passwordHash());
    }

    private final class Families implements FamilyStore {
        @Override
        public void open(Family family) {
            synchronized (lock) {
                if (families.putIfAbsent(family.id(), family) != null) {
                    throw new IllegalStateException("a family id is given out once");
                }
            }
        }

        @Override
        public Optional<Snapshot> find(FamilyId id) {
            synchronized (lock) {
                return snapshot(id);
            }
        }

        @Override
        public Decision refresh(FamilyId id, Rule rule) {
            synchronized (lock) {
                var decision = rule.decide(snapshot(id));
                switch (decision) {
                    case Decision.Advance(var next, _) -> families.put(id, next);
                    case Decision.End(var ended, _) -> families.put(id, ended);
                    case Decision.Repeat _, Decision.Refuse _ -> {}
                }
                return decision;
            }
        }

        @Override
        public boolean end(FamilyId id, EndReason reason, Instant now) {
            synchronized (lock) {
                var family = families.get(id);
                if (family == null || family.ended().isPresent()) {
                    return false;
                }
                families.put(id, family.ended(now, reason));
                return true;
            }
        }

        @Override
        public int endAll(Optional<UserId> user, EndReason reason, Instant now) {
            synchronized (lock) {
                return MemorySessions.this.endAll(user, reason, now);
            }
        }

        @Override
        public int forgetEnded(Instant now, int atMost) {
            synchronized (lock) {
                var past =
                        families.values().stream()
                                .sorted(Comparator.comparing(family -> family.id().toString()))
                                .limit(atMost)
                                .filter(family -> !now.isBefore(family.absoluteUntil()))
                                .map(Family::id)
                                .toList();
                past.forEach(families::remove);
                return past.size();
            }
        }

        @Override
        public List<Snapshot> list(Optional<UserId> user, int limit) {
            synchronized (lock) {
                return families.values().stream()
                        .filter(family -> user.map(family.user()::equals).orElse(true))
                        .sorted(Comparator.comparing(MemorySessions::bytes).reversed())
                        .limit(limit)
                        .map(MemorySessions.this::withHolder)
                        .toList();
            }
        }
    }
}
