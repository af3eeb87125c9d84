package dev.mintmark.server.audit.seal;

import dev.mintmark.server.audit.AuditLines;
import dev.mintmark.server.audit.AuditStore;
import dev.mintmark.server.audit.AuditStore.Row;
import dev.mintmark.server.key.PublishedKey;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/// Records and seals as lines for whoever wants to keep them elsewhere, or to examine them: a range
/// of records, then its seal, then the next range. What is not sealed yet comes last.
public final class AuditExport {
    /// So many unsealed records are shown; there are more only while no node seals.
    private static final int MOST_UNSEALED = 20_000;

    private final AuditStore records;
    private final SealedRangeStore seals;
    private final Sealing sealing;
    private final PublishedKey key;
    private final Runnable newest;

    /// @param newest has the store take what still waits for it on this node
    public AuditExport(
            AuditStore records,
            SealedRangeStore seals,
            Sealing sealing,
            PublishedKey key,
            Runnable newest) {
        this.records = records;
        this.seals = seals;
        this.sealing = sealing;
        this.key = key;
        this.newest = newest;
    }

    /// @param next seal; empty when this was the last page
    public record Page(List<byte[]> lines, OptionalLong next) {
        public Page {
            lines = List.copyOf(lines);
        }
    }

    /// With what the seals are examined.
    public PublishedKey key() {
        return key;
    }

    /// The newest seal that this node has ever seen, whatever the database has now.
    public Optional<SealedRange> head() {
        return sealing.head().or(seals::newest);
    }

    /// Where to begin for records of a moment and later; whole ranges only.
    public long sealReaching(Optional<Instant> from) {
        return from.map(time ->
                        seals.reaching(time)
                                .orElseGet(() ->
                                        seals.newest().map(SealedRange::number).orElse(0L) + 1))
                .orElse(1L);
    }

    /// The range under the first seal of that number or later.
    public Page page(long seal) {
        var found = seals.from(seal, 1);
        return found.isEmpty() ? unsealed() : sealed(found.getFirst());
    }

    private Page sealed(SealedRange range) {
        var lines = new ArrayList<byte[]>();
        var rows = records.after(endBefore(range), MOST_UNSEALED);
        for (var row : rows) {
            if (row.number() <= range.last()) {
                lines.add(AuditLines.of(row));
            }
        }
        lines.add(range.line());
        return new Page(lines, OptionalLong.of(range.number() + 1));
    }

    /// Whatever stands between two ranges is told with the second, or an inserted record could hide
    /// there.
    private long endBefore(SealedRange range) {
        return seals.from(range.number() - 1, 1).stream()
                .filter(before -> before.number() < range.number())
                .map(SealedRange::last)
                .findFirst()
                .orElse(range.first() - 1);
    }

    private Page unsealed() {
        newest.run();
        long last = seals.newest().map(SealedRange::last).orElse(0L);
        var rows = records.after(last, MOST_UNSEALED);
        return new Page(rows.stream().map(AuditExport::line).toList(), OptionalLong.empty());
    }

    private static byte[] line(Row row) {
        return AuditLines.of(row);
    }
}
