package dev.mintmark.server.account;

import dev.mintmark.server.event.Witness;
import dev.mintmark.server.id.UserId;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/// Where accounts rest. Names arrive here in the form [UserName] gives them.
public interface AccountStore {
    /// @param passwordHash a PHC string
    /// @param version moves on with each change that ends the account's sessions; so a session can
    ///   be opened on the condition that nothing happened since the password was checked
    /// @param notBefore what was issued before this moment counts no more
    record Stored(Account account, String passwordHash, int version, Instant notBefore) {
        @Override
        public String toString() {
            return "Stored[" + account.id() + ", ***]";
        }
    }

    Optional<Stored> find(UserName name);

    /// Ordered by the unique form of their names.
    ///
    /// @param prefix how that form begins, such as [UserName#folded] makes it; may be empty
    /// @param after the last name that was read before; empty to begin
    List<Account> list(String prefix, Optional<UserName> after, int limit);

    /// @return whether it was added; false when the name is taken
    boolean add(Stored account, UserName name, Witness<Boolean> witness);

    /// Disables the account and ends all its sessions, as one step.
    ///
    /// @return how many sessions ended; empty when there is no such account
    OptionalInt disable(UserId id, Instant now, Witness<OptionalInt> witness);

    /// Sets the password and ends all sessions that began under the old one, as one step.
    ///
    /// @return how many sessions ended; empty when there is no such account
    OptionalInt setPassword(
            UserId id, String passwordHash, Instant now, Witness<OptionalInt> witness);

    /// The same by whoever has shown the old password, and only while it is the old password:
    /// somebody may have replaced it, or ended everything, since it was looked at.
    ///
    /// @param version of the account when the old password was looked at
    /// @return how many sessions ended; empty when the account is another by now
    OptionalInt changePassword(
            UserId id, int version, String passwordHash, Instant now, Witness<OptionalInt> witness);

    /// Replaces the hash of an unchanged password by one with today's parameters; does nothing when
    /// another hash than the old one is there.
    void rehash(UserId id, String oldHash, String newHash);

    // The same with nobody to remember it; for tests.

    default boolean add(Stored account, UserName name) {
        return add(account, name, Witness.silent());
    }

    default OptionalInt disable(UserId id, Instant now) {
        return disable(id, now, Witness.silent());
    }

    default OptionalInt setPassword(UserId id, String passwordHash, Instant now) {
        return setPassword(id, passwordHash, now, Witness.silent());
    }
}
