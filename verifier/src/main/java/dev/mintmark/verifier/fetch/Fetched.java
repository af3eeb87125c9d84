package dev.mintmark.verifier.fetch;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/// What came of asking for a document.
public sealed interface Fetched {

    /// @param contentType as the server wrote it, empty when it did not
    /// @param maxAge how long the server calls it fresh, if it says
    /// @param etag to ask for it again only when it has changed
    /// @param date the time by the server's clock
    /// @param wantsReports whether the server asks to be told who holds which copy
    @SuppressWarnings("ArrayRecordComponent") // passed on at once, never compared
    record Document(
            byte[] body,
            String contentType,
            Optional<Duration> maxAge,
            Optional<String> etag,
            Optional<Instant> date,
            boolean wantsReports)
            implements Fetched {}

    /// The copy that was named in the question is still right.
    record Unchanged(Optional<Duration> maxAge, Optional<Instant> date) implements Fetched {}

    /// @param reason for the operator
    record Failed(String reason) implements Fetched {}
}
