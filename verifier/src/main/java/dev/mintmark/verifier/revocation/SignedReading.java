package dev.mintmark.verifier.revocation;

import dev.mintmark.verifier.json.JsonObject;

/// What a text that claims to be signed by the issuer turned out to be.
sealed interface SignedReading {

    record Genuine(JsonObject claims) implements SignedReading {}

    /// @param detail for the operator; holds nothing of the text
    record Refused(Ignored why, String detail) implements SignedReading {

        /// Whether the same text could be read a little later, when the keys have been fetched.
        boolean mayHoldLater() {
            return why == Ignored.UNKNOWN_KEY || why == Ignored.KEYS_UNAVAILABLE;
        }
    }
}
