package dev.mintmark.server.grant;

import dev.mintmark.server.account.AccountStore;
import dev.mintmark.server.account.UserName;
import dev.mintmark.server.fixture.AccountsBehind;

import java.util.Optional;
import java.util.function.Consumer;

/// Accounts that change once, right after one was first read.
final class ChangedMeanwhile extends AccountsBehind {
    private final AccountStore store;
    private final Consumer<AccountStore> change;
    private boolean changed;

    ChangedMeanwhile(AccountStore store, Consumer<AccountStore> change) {
        super(store);
        this.store = store;
        this.change = change;
    }

    @Override
    public Optional<Stored> find(UserName name) {
        var found = super.find(name);
        if (!changed) {
            changed = true;
            change.accept(store);
        }
        return found;
    }
}
