package dev.mintmark.server.audit.index;

import java.util.List;
import java.util.OptionalLong;

/// Where it rests what each block of records is about.
public interface FacetStore {
    /// @param facet number of the facet
    /// @param part which of the parts that its hashes are spread over
    /// @param hashes in ascending order, four bytes each
    record Part(int facet, int part, byte[] hashes) {}

    /// One part of one block.
    record Found(long block, byte[] hashes) {}

    /// The last block that is known of.
    OptionalLong last();

    /// Adds what a block is about, unless somebody was faster.
    void add(long block, List<Part> parts);

    /// That part of all blocks.
    List<Found> find(int facet, int part);

    /// Forgets the blocks before one.
    void forgetBefore(long block);
}
