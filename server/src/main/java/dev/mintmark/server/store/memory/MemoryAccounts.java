package dev.mintmark.server.store.memory;

import dev.mintmark.server.account.Account;
import dev.mintmark.server.account.AccountStore;
import dev.mintmark.server.account.UserName;
import dev.mintmark.server.event.Witness;
import dev.mintmark.server.id.UserId;
import dev.mintmark.server.session.EndReason;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.UnaryOperator;

record MemoryAccounts(MemorySessions sessions) implements AccountStore {
    @Override
    public Optional<Stored> find(UserName name) {
        synchronized (sessions) {
            return sessions.accounts().values().stream()
                    .filter(stored -> isNamed(stored, name))
                    .findAny()
                    .map(sessions::withEverybodys);
        }
    }

    @Override
    public List<Account> list(String prefix, Optional<UserName> after, int limit) {
        synchronized (sessions) {
            return sessions.accounts().values().stream()
                    .map(Stored::account)
                    .filter(account -> unique(account.name()).startsWith(prefix))
                    .filter(account ->
                            after.map(last -> unique(account.name()).compareTo(last.unique()) > 0)
                                    .orElse(true))
                    .sorted(Comparator.comparing(account -> unique(account.name())))
                    .limit(limit)
                    .toList();
        }
    }

    @Override
    public boolean add(Stored added, UserName name, Witness<Boolean> witness) {
        synchronized (sessions) {
            if (find(name).isPresent()) {
                return sessions.told(false, witness);
            }
            sessions.accounts().put(added.account().id(), added);
            return sessions.told(true, witness);
        }
    }

    @Override
    public OptionalInt disable(UserId id, Instant now, Witness<OptionalInt> witness) {
        return change(id, EndReason.USER_DISABLED, now, MemoryAccounts::disabled, witness);
    }

    @Override
    public OptionalInt setPassword(
            UserId id, String hash, Instant now, Witness<OptionalInt> witness) {
        return change(
                id,
                EndReason.PASSWORD_CHANGED,
                now,
                stored -> new Stored(stored.account(), hash, stored.version(), stored.notBefore()),
                witness);
    }

    @Override
    public OptionalInt changePassword(
            UserId id, int version, String hash, Instant now, Witness<OptionalInt> witness) {
        synchronized (sessions) {
            var stored = sessions.accounts().get(id);
            return stored != null && stored.version() == version && !stored.account().disabled()
                    ? setPassword(id, hash, now, witness)
                    : sessions.told(OptionalInt.empty(), witness);
        }
    }

    @Override
    public void rehash(UserId id, String oldHash, String newHash) {
        synchronized (sessions) {
            sessions.accounts()
                    .computeIfPresent(
                            id,
                            (_, stored) ->
                                    stored.passwordHash().equals(oldHash)
                                            ? new Stored(
                                                    stored.account(),
                                                    newHash,
                                                    stored.version(),
                                                    stored.notBefore())
                                            : stored);
        }
    }

    private OptionalInt change(
            UserId id,
            EndReason reason,
            Instant now,
            UnaryOperator<Stored> change,
            Witness<OptionalInt> witness) {
        synchronized (sessions) {
            var stored = sessions.accounts().get(id);
            if (stored == null) {
                return sessions.told(OptionalInt.empty(), witness);
            }
            sessions.accounts().put(id, change.apply(stored));
            int ended = sessions.endAll(id, Optional.empty(), reason, now);
            return sessions.told(OptionalInt.of(ended), witness);
        }
    }

    private static boolean isNamed(Stored stored, UserName name) {
        return unique(stored.account().name()).equals(name.unique());
    }

    private static String unique(String shown) {
        return UserName.parse(shown).orElseThrow().unique();
    }

    private static Stored disabled(Stored stored) {
        var a = stored.account();
        return new Stored(
                new Account(a.id(), a.name(), a.roles(), true, a.createdAt()),
                stored.passwordHash(),
                stored.version(),
                stored.notBefore());
    }
}
