package dev.mintmark.server.account;

import dev.mintmark.server.id.UserId;

import java.time.Instant;
import java.util.Optional;

/// What came of a name and a password.
public sealed interface SignIn {
    /// @param accountVersion of the account whose password this is
    /// @param notBefore a session that begins now says no earlier time
    record Welcome(Account account, int accountVersion, Instant notBefore) implements SignIn {}

    /// @param why for the operator; the person is told the same in every case
    /// @param user whose account it would have been, when there is one
    record Refused(Why why, Optional<UserId> user) implements SignIn {}

    enum Why {
        UNKNOWN_USER("unknown_user"),
        WRONG_PASSWORD("wrong_password"),
        DISABLED("user_disabled");

        private final String word;

        Why(String word) {
            this.word = word;
        }

        public String word() {
            return word;
        }
    }
}
