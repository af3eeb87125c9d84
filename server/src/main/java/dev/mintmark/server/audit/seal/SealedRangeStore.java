package dev.mintmark.server.audit.seal;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// Where seals rest.
public interface SealedRangeStore {
    Optional<SealedRange> newest();

    /// Adds a seal behind the newest.
    ///
    /// @return whether it was added; false when another node was faster
    boolean add(SealedRange range);

    /// Seals from a number on, in their order.
    List<SealedRange> from(long number, int limit);

    /// The number of the first seal with records of a moment or later.
    Optional<Long> reaching(Instant from);
}
