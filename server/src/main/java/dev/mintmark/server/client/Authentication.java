package dev.mintmark.server.client;

/// Who is asking, or why nobody may know.
public sealed interface Authentication {
    record Known(Client client) implements Authentication {}

    /// @param why for the operator; the caller is told the same thing in every case
    record Refused(Why why) implements Authentication {}

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
