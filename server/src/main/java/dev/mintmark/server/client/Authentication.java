package dev.mintmark.server.client;

import dev.mintmark.server.id.ClientId;

import java.util.Optional;

/// Who is asking, or why nobody may know.
public sealed interface Authentication {
    record Known(Client client) implements Authentication {}

    /// @param why for the operator; the caller is told the same thing in every case
    record Refused(Why why) implements Authentication {
        /// Which client this is about: the one that the caller says to be, if there is one of that
        /// name.
        public Optional<ClientId> client(Credentials shown) {
            return why == Why.UNKNOWN_CLIENT ? Optional.empty() : shown.claimed();
        }
    }

    enum Why {
        UNKNOWN_CLIENT("unknown_client"),
        WRONG_SECRET("wrong_secret"),
        SECRET_MISSING("secret_missing"),
        SECRET_NOT_EXPECTED("secret_not_expected"),
        DISABLED("client_disabled");

        private final String word;

        Why(String word) {
            this.word = word;
        }

        public String word() {
            return word;
        }
    }
}
