package dev.mintmark.server.audit.index;

import dev.mintmark.server.audit.AuditLog;
import dev.mintmark.server.audit.AuditQuery;
import dev.mintmark.server.audit.AuditStore;
import dev.mintmark.server.audit.AuditStore.Row;
import dev.mintmark.server.audit.Blocks;
import dev.mintmark.server.audit.Kind;
import dev.mintmark.server.audit.index.FacetStore.Part;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.zip.CRC32C;

/// Says which blocks of records may hold what is looked for. A block is a stretch of numbers; for
/// each there are the hashes of all that its records are about, spread over parts by their lowest
/// bits, so that a search reads one part of each block, and these lie side by side.
///
/// Blocks are added behind what is written, a few each second: a search looks through what is not
/// in one yet.
public final class BlockIndex implements Blocks {
    private static final int PARTS = 64;
    private static final int MOST_AT_ONCE = 2;

    private final AuditStore records;
    private final FacetStore facets;

    public BlockIndex(AuditStore records, FacetStore facets) {
        this.records = records;
        this.facets = facets;
    }

    /// Adds the next blocks, if they are complete.
    ///
    /// @param settled number up to which nothing can come any more
    public void tend(long settled) {
        for (int added = 0; added < MOST_AT_ONCE; added++) {
            long next = next();
            if (Blocks.endOf(next) > settled) {
                return;
            }
            facets.add(next, parts(rows(next)));
        }
        records.after(0, 1).stream()
                .findFirst()
                .ifPresent(oldest -> facets.forgetBefore(Blocks.blockOf(oldest.number())));
    }

    @Override
    public long end() {
        var last = facets.last();
        return last.isPresent() ? Blocks.endOf(last.getAsLong()) : 0;
    }

    @Override
    public Optional<NavigableSet<Long>> of(AuditQuery query) {
        var wanted = new ArrayList<NavigableSet<Long>>();
        query.user().ifPresent(id -> wanted.add(blocks(Facet.USER, Set.of(id))));
        query.client().ifPresent(id -> wanted.add(blocks(Facet.CLIENT, Set.of(id))));
        query.session().ifPresent(id -> wanted.add(blocks(Facet.SESSION, Set.of(id))));
        var kinds = kinds(query);
        if (!kinds.isEmpty()) {
            wanted.add(blocks(Facet.KIND, kinds));
        }
        return wanted.stream()
                .reduce((one, other) -> {
                    one.retainAll(other);
                    return one;
                });
    }

    private static Set<String> kinds(AuditQuery query) {
        var kinds =
                query.kinds().isEmpty() && query.failure().orElse(false)
                        ? Arrays.stream(Kind.values()).filter(Kind::isFailure).toList()
                        : query.kinds();
        return kinds.stream().map(Kind::word).collect(Collectors.toUnmodifiableSet());
    }

    private NavigableSet<Long> blocks(Facet facet, Set<String> values) {
        var found = new TreeSet<Long>();
        for (var value : values) {
            int hash = hash(value);
            for (var part : facets.find(facet.number(), hash & (PARTS - 1))) {
                if (holds(part.hashes(), hash)) {
                    found.add(part.block());
                }
            }
        }
        return found;
    }

    /// The first block is the one with the oldest record: those before it were forgotten.
    private long next() {
        var last = facets.last();
        if (last.isPresent()) {
            return last.getAsLong() + 1;
        }
        return records.after(0, 1).stream()
                .findFirst()
                .map(oldest -> Blocks.blockOf(oldest.number()))
                .orElse(0L);
    }

    private List<Row> rows(long block) {
        return records.after(Blocks.endOf(block) - SIZE, SIZE).stream()
                .filter(row -> row.number() <= Blocks.endOf(block))
                .toList();
    }

    private static List<Part> parts(List<Row> rows) {
        var all = new ArrayList<Part>();
        for (var facet : Facet.values()) {
            var spread = new HashMap<Integer, Set<Integer>>();
            for (var row : rows) {
                AuditLog.read(row)
                        .flatMap(record -> facet.of(record.facts()))
                        .map(BlockIndex::hash)
                        .ifPresent(hash ->
                                spread.computeIfAbsent(hash & (PARTS - 1), _ -> new TreeSet<>())
                                        .add(hash));
            }
            spread.forEach(
                    (part, hashes) -> all.add(new Part(facet.number(), part, bytes(hashes))));
        }
        return all;
    }

    private static byte[] bytes(Set<Integer> hashes) {
        var bytes = ByteBuffer.allocate(hashes.size() * Integer.BYTES);
        hashes.forEach(bytes::putInt);
        return bytes.array();
    }

    private static boolean holds(byte[] hashes, int wanted) {
        var all = ByteBuffer.wrap(hashes).asIntBuffer();
        for (int i = 0; i < all.limit(); i++) {
            if (all.get(i) == wanted) {
                return true;
            }
        }
        return false;
    }

    private static int hash(String value) {
        var sum = new CRC32C();
        sum.update(value.getBytes(StandardCharsets.UTF_8));
        return (int) sum.getValue();
    }
}
