package dev.mintmark.verifier.fetch;

import dev.mintmark.verifier.jose.JwkSet;

import java.time.Duration;
import java.util.Optional;

/// What came of asking for an issuer's keys.
public sealed interface Download {

    /// A set with at least one key that can be used.
    ///
    /// @param document the set as it came
    /// @param copy what the issuer calls it, if the issuer wants to be told who holds it
    record Keys(JwkSet set, byte[] document, Optional<Duration> maxAge, Optional<Copy> copy)
            implements Download {

        /// The same set, which the issuer has just confirmed.
        public Keys confirmed(Unchanged by) {
            return new Keys(set, document, by.maxAge(), copy);
        }
    }

    /// The copy that is held already is still right.
    record Unchanged(Optional<Duration> maxAge) implements Download {}

    /// @param reason for the operator
    record Failed(String reason) implements Download {}
}
