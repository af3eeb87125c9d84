package dev.mintmark.verifier.fetch;

import java.time.Duration;
import java.util.Optional;

/// What came of asking for a document.
sealed interface Fetched {

    /// @param maxAge how long the server calls it fresh, if it says
    @SuppressWarnings("ArrayRecordComponent") // passed on at once, never compared
    record Document(byte[] body, Optional<Duration> maxAge) implements Fetched {}

    /// @param reason for the operator
    record Failed(String reason) implements Fetched {}
}
