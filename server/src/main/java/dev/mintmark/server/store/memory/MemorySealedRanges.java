package dev.mintmark.server.store.memory;

import dev.mintmark.server.audit.seal.SealedRange;
import dev.mintmark.server.audit.seal.SealedRangeStore;
import dev.mintmark.server.event.Witness;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;

final class MemorySealedRanges implements SealedRangeStore {
    private final MemoryAudit audit;
    private final TreeMap<Long, SealedRange> ranges = new TreeMap<>();

    MemorySealedRanges(MemoryAudit audit) {
        this.audit = audit;
    }

    @Override
    public synchronized Optional<SealedRange> newest() {
        return Optional.ofNullable(ranges.lastEntry()).map(entry -> entry.getValue());
    }

    @Override
    public synchronized boolean add(SealedRange range) {
        return ranges.putIfAbsent(range.number(), range) == null;
    }

    @Override
    public synchronized List<SealedRange> from(long number, int limit) {
        return ranges.tailMap(number, true).values().stream().limit(limit).toList();
    }

    @Override
    public synchronized boolean forget(SealedRange oldest, Witness<Boolean> witness) {
        boolean is = ranges.size() > 1 && ranges.remove(oldest.number()) != null;
        if (is) {
            audit.forget(oldest.last());
        }
        audit.keep(witness.of(is));
        return is;
    }

    @Override
    public synchronized Optional<Long> reaching(Instant from) {
        return ranges.values().stream()
                .filter(range -> !range.lastAt().isBefore(from))
                .map(SealedRange::number)
                .findFirst();
    }
}
