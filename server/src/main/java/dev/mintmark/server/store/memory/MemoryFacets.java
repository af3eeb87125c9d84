package dev.mintmark.server.store.memory;

import dev.mintmark.server.audit.index.FacetStore;

import java.util.List;
import java.util.OptionalLong;
import java.util.TreeMap;

final class MemoryFacets implements FacetStore {
    private final TreeMap<Long, List<Part>> blocks = new TreeMap<>();

    @Override
    public synchronized OptionalLong last() {
        return blocks.isEmpty() ? OptionalLong.empty() : OptionalLong.of(blocks.lastKey());
    }

    @Override
    public synchronized void add(long block, List<Part> parts) {
        blocks.putIfAbsent(block, List.copyOf(parts));
    }

    @Override
    public synchronized List<Found> find(int facet, int part) {
        return blocks.entrySet().stream()
                .flatMap(entry ->
                        entry.getValue().stream()
                                .filter(one -> one.facet() == facet && one.part() == part)
                                .map(one -> new Found(entry.getKey(), one.hashes())))
                .toList();
    }

    @Override
    public synchronized void forgetBefore(long block) {
        while (blocks.size() > 1 && blocks.firstKey() < block) {
            blocks.pollFirstEntry();
        }
    }
}
