package dev.mintmark.server.account;

import dev.mintmark.server.account.AccountStore.Stored;
import dev.mintmark.server.event.Witness;
import dev.mintmark.server.fault.Unavailable;
import dev.mintmark.server.id.UserId;

import java.time.Instant;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.random.RandomGenerator;

/// The people who can sign in: adding, disabling, changing passwords, and checking them.
public final class Accounts {
    private final AccountStore store;
    private final PasswordPool pool;
    private final InstantSource clock;
    private final RandomGenerator random;
    private final Argon2id argon2id = Argon2id.DEFAULT;
    private final String nobodysHash;

    public Accounts(
            AccountStore store, PasswordPool pool, InstantSource clock, RandomGenerator random) {
        this.store = store;
        this.pool = pool;
        this.clock = clock;
        this.random = random;
        this.nobodysHash = argon2id.decoy(random);
    }

    /// Whose name and password these are. An unknown name costs the same work as a wrong password.
    public SignIn check(String name, String password) {
        return check(name, password, false);
    }

    /// @param isKnown whether it comes from where this account was signed in to before, and so goes
    ///   first where many wait
    public SignIn check(String name, String password, boolean isKnown) {
        var found = UserName.parse(name).flatMap(store::find);
        var hash = found.map(Stored::passwordHash).orElse(nobodysHash);
        boolean tooLong = password.length() > 2 * PasswordRule.MAX_CHARACTERS;
        boolean matches = pool.run(() -> Argon2id.matches(tooLong ? "" : password, hash), isKnown);
        if (found.isEmpty()) {
            return new SignIn.Refused(SignIn.Why.UNKNOWN_USER, Optional.empty());
        }
        var account = found.get().account();
        if (!matches || tooLong) {
            return new SignIn.Refused(SignIn.Why.WRONG_PASSWORD, Optional.of(account.id()));
        }
        if (account.disabled()) {
            return new SignIn.Refused(SignIn.Why.DISABLED, Optional.of(account.id()));
        }
        if (argon2id.differsFrom(hash)) {
            renew(account, password, hash);
        }
        return new SignIn.Welcome(account, found.get().version(), found.get().notBefore());
    }

    /// For the sake of sign-ins to come. This one is not refused for want of it.
    private void renew(Account account, String password, String hash) {
        try {
            store.rehash(account.id(), hash, pool.run(() -> argon2id.hash(password, random)));
        } catch (Unavailable _) {
            // The next sign-in tries again.
        }
    }

    /// @return the new account, or empty when the name is taken
    public Optional<Account> add(
            UserName name,
            String password,
            List<String> roles,
            Witness<Optional<Account>> witness) {
        var account = new Account(newId(), name.shown(), roles, false, clock.instant());
        var hash = pool.run(() -> argon2id.hash(password, random));
        boolean added =
                store.add(
                        new Stored(account, hash, 0, Instant.EPOCH),
                        name,
                        is -> witness.of(Optional.of(account).filter(_ -> is)));
        return Optional.of(account).filter(_ -> added);
    }

    public Optional<Account> find(UserName name) {
        return store.find(name).map(Stored::account);
    }

    /// Some of the accounts, in the order of their names.
    ///
    /// @param prefix how the names begin, whatever the case; may be empty
    /// @param after the last one that was seen before; empty to begin
    public List<Account> list(String prefix, Optional<UserName> after, int limit) {
        return store.list(UserName.folded(prefix), after, limit);
    }

    /// Disables the account; its sessions end in the same step.
    ///
    /// @return how many; empty when there is no such account
    public OptionalInt disable(UserId id, Witness<OptionalInt> witness) {
        return store.disable(id, clock.instant(), witness);
    }

    /// Changes the password; sessions that began under the old one end in the same step.
    ///
    /// @return how many; empty when there is no such account
    public OptionalInt setPassword(UserId id, String password, Witness<OptionalInt> witness) {
        var hash = pool.run(() -> argon2id.hash(password, random));
        return store.setPassword(id, hash, clock.instant(), witness);
    }

    /// The same by its owner.
    ///
    /// @param shown what showing the old password was answered with
    /// @return empty when the account has changed since then; nothing is changed
    public OptionalInt changePassword(
            SignIn.Welcome shown, String password, Witness<OptionalInt> witness) {
        var hash = pool.run(() -> argon2id.hash(password, random));
        return store.changePassword(
                shown.account().id(), shown.accountVersion(), hash, clock.instant(), witness);
    }

    private UserId newId() {
        var chance = new byte[16];
        random.nextBytes(chance);
        return new UserId(UserId.PREFIX + HexFormat.of().formatHex(chance));
    }
}
