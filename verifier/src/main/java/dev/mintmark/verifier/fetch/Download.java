package dev.mintmark.verifier.fetch;

import dev.mintmark.verifier.jose.JwkSet;

import java.time.Duration;
import java.util.Optional;

/// What came of asking for an issuer's keys.
public sealed interface Download {

    /// A set with at least one key that can be used.
    ///
    /// @param document the set as it came
    record Keys(JwkSet set, byte[] document, Optional<Duration> maxAge) implements Download {}

    /// @param reason for the operator
    record Failed(String reason) implements Download {}
}
