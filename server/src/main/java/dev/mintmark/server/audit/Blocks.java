package dev.mintmark.server.audit;

import java.util.NavigableSet;
import java.util.Optional;

/// Which stretches of records may hold what is looked for.
public interface Blocks {
    /// How many numbers are in a block; the first begins with 1.
    int SIZE = 4_096;

    /// Up to which number something is known.
    long end();

    /// Blocks that may hold what is asked for; empty if that cannot be narrowed down.
    Optional<NavigableSet<Long>> of(AuditQuery query);

    static long blockOf(long number) {
        return (number - 1) / SIZE;
    }

    /// The last number of a block.
    static long endOf(long block) {
        return (block + 1) * SIZE;
    }
}
