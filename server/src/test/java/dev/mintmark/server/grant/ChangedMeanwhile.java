package dev.mintmark.server.grant;

import dev.mintmark.server.account.Account;
import dev.mintmark.server.account.AccountStore;
import dev.mintmark.server.account.UserName;
import dev.mintmark.server.id.UserId;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/// Accounts that change once, right after one was first read.
final class ChangedMeanwhile implements AccountStore {
    private final AccountStore store;
    private final Consumer<AccountStore> change;
    private boolean changed;

    ChangedMeanwhile(AccountStore store, Consumer<AccountStore> change) {
        this.store = store;
        this.change = change;
    }

    @Override
    public Optional<Stored> find(UserName name) {
        var found = store.find(name);
        if (!changed) {
            changed = true;
            change.accept(store);
        }
        return found;
    }

    @Override
    public List<Account> all() {
        return store.all();
    }

    @Override
    public boolean add(Stored account, UserName name) {
        return store.add(account, name);
    }

    @Override
    public boolean disable(UserId id, Instant now) {
        return store.disable(id, now);
    }

    @Override
    public boolean setPassword(UserId id, String passwordHash, Instant now) {
        return store.setPassword(id, passwordHash, now);
    }

    @Override
    public void rehash(UserId id, String oldHash, String newHash) {
        store.rehash(id, oldHash, newHash);
    }
}
