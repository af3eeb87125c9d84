package dev.mintmark.server.audit.seal;

import dev.mintmark.server.event.Witness;

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

    /// Forgets the oldest range and its seal, but never the only one.
    ///
    /// @return whether it was there to be forgotten
    boolean forget(SealedRange oldest, Witness<Boolean> witness);

    /// The number of the first seal with records of a moment or later.
    Optional<Long> reaching(Instant from);
}
