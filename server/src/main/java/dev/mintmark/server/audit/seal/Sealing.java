package dev.mintmark.server.audit.seal;

import dev.mintmark.server.audit.AuditLines;
import dev.mintmark.server.audit.AuditStore;
import dev.mintmark.server.audit.AuditStore.Row;
import dev.mintmark.server.event.Event;
import dev.mintmark.server.event.Events;
import dev.mintmark.server.event.Origin;
import dev.mintmark.server.key.CompactJws;
import dev.mintmark.server.key.SigningKey;
import dev.mintmark.server.log.Log;
import dev.mintmark.verifier.jose.Sha256;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/// Puts seals over what has been recorded: as soon as there are many records, and at the latest
/// when the oldest of them has waited for a while.
///
/// A range is sealed when nothing can come into it any more. Two nodes that do it at once do no
/// harm: one of their seals is not added.
public final class Sealing {
    private static final Log LOG = Log.of(Sealing.class);
    private static final int MOST = 4_096;

    private final AuditStore records;
    private final SealedRangeStore seals;
    private final SigningKey key;
    private final String issuer;
    private final Duration every;
    private final InstantSource clock;
    private volatile Optional<SealedRange> head = Optional.empty();

    /// @param key of this purpose only
    /// @param every how long a record waits for its seal at most, give or take a moment
    public Sealing(
            AuditStore records,
            SealedRangeStore seals,
            SigningKey key,
            String issuer,
            Duration every,
            InstantSource clock) {
        this.records = records;
        this.seals = seals;
        this.key = key;
        this.issuer = issuer;
        this.every = every;
        this.clock = clock;
    }

    /// The newest seal that this process has seen. If the database has only older ones later, they
    /// were taken away.
    public Optional<SealedRange> head() {
        return head;
    }

    /// Seals what is due.
    ///
    /// @param goOn whether it is still this node's turn
    public void tend(BooleanSupplier goOn) {
        long settled = records.settled();
        while (goOn.getAsBoolean()) {
            var newest = seals.newest();
            newest.ifPresent(this::seen);
            long last = newest.map(SealedRange::last).orElse(0L);
            if (!isDue(last, settled) || !seal(newest, settled)) {
                return;
            }
        }
    }

    /// Forgets whole ranges whose newest record is from before a moment; the newest range stays.
    ///
    /// @param events hears of it
    /// @param goOn whether it is still this node's turn
    public void forget(Instant before, Events events, BooleanSupplier goOn) {
        while (goOn.getAsBoolean()) {
            var oldest = seals.from(1, 1);
            if (oldest.isEmpty() || !oldest.getFirst().lastAt().isBefore(before)) {
                return;
            }
            var range = oldest.getFirst();
            var event = new Event.RecordsForgotten(range.number(), range.records(), Origin.SELF);
            boolean done =
                    events.<Boolean>keeping(
                            is -> is ? List.of(event) : List.of(),
                            witness -> seals.forget(range, witness));
            if (!done) {
                return;
            }
        }
    }

    private boolean isDue(long last, long settled) {
        if (settled - last >= MOST) {
            return true;
        }
        var waiting = records.after(last, 1);
        return !waiting.isEmpty()
                && waiting.getFirst().number() <= settled
                && !clock.instant().isBefore(waiting.getFirst().at().plus(every));
    }

    /// @return whether there may be more to seal
    private boolean seal(Optional<SealedRange> newest, long settled) {
        long last = newest.map(SealedRange::last).orElse(0L);
        var rows =
                records.after(last, MOST).stream().filter(row -> row.number() <= settled).toList();
        if (rows.isEmpty()) {
            return false;
        }
        var range = range(newest, rows);
        if (!seals.add(range)) {
            return false;
        }
        seen(range);
        // Whoever keeps these lines elsewhere has what no change of the database can undo.
        LOG.info(
                "audit records sealed",
                "seal",
                range.number(),
                "records",
                range.records(),
                "hash",
                HexFormat.of().formatHex(range.hash()));
        return rows.size() == MOST;
    }

    private SealedRange range(Optional<SealedRange> newest, List<Row> rows) {
        var leaves = rows.stream().map(AuditLines::of).map(HashTree::leaf).toList();
        byte[] prints = Prints.of(leaves);
        long number = newest.map(SealedRange::number).orElse(0L) + 1;
        long total = newest.map(SealedRange::total).orElse(0L) + rows.size();
        var statement =
                new Statement(
                        issuer,
                        number,
                        rows.getFirst().number(),
                        rows.getLast().number(),
                        rows.size(),
                        HashTree.root(leaves),
                        Sha256.of(prints),
                        total,
                        newest.map(SealedRange::hash),
                        clock.instant());
        byte[] jws = CompactJws.sign(key, Statement.TYPE, statement.json());
        return new SealedRange(
                number,
                statement.first(),
                statement.last(),
                rows.size(),
                total,
                rows.getFirst().at(),
                rows.getLast().at(),
                new String(jws, StandardCharsets.US_ASCII),
                prints);
    }

    private synchronized void seen(SealedRange range) {
        if (head.filter(known -> known.number() >= range.number()).isEmpty()) {
            head = Optional.of(range);
        }
    }
}
