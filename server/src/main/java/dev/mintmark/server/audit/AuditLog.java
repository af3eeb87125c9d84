package dev.mintmark.server.audit;

import dev.mintmark.server.audit.AuditStore.Row;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/// What happened, for whoever wants to read it.
public final class AuditLog {
    /// As many rows are read at once.
    private static final int CHUNK = 1_000;

    /// After as many rows an answer is given, whatever has been found by then.
    private static final int MOST_LOOKED_AT = 100_000;

    /// By how much a record may be older than one before it: it waited in a buffer, or its
    /// transaction took so long.
    private static final Duration OUT_OF_ORDER = Duration.ofMinutes(5);

    private final AuditStore store;
    private final Blocks blocks;
    private final Runnable newest;

    /// @param newest has the store take what still waits for it on this node
    public AuditLog(AuditStore store, Blocks blocks, Runnable newest) {
        this.store = store;
        this.blocks = blocks;
        this.newest = newest;
    }

    /// @param next where to go on; empty when there is no more
    public record Page(List<AuditRecord> records, OptionalLong next) {
        public Page {
            records = List.copyOf(records);
        }
    }

    /// Records that fit, newest first. A page may hold fewer than wanted, and none, and still have
    /// one behind it: it is cut where looking on would take long.
    ///
    /// @param before `next` of the page before; empty for the newest
    public Page newestFirst(AuditQuery query, OptionalLong before, int wanted) {
        newest.run();
        var search = new Search(query, start(query, before.orElse(Long.MAX_VALUE)), wanted);
        var candidates = blocks.of(query);
        if (candidates.isEmpty()) {
            search.down(0);
            return search.page();
        }
        search.down(blocks.end());
        long newestBlock = Blocks.blockOf(Math.min(search.cursor, blocks.end() + 1) - 1);
        for (long block : candidates.get().headSet(newestBlock, true).descendingSet()) {
            search.jump(Blocks.endOf(block) + 1);
            search.down(Blocks.endOf(block) - Blocks.SIZE);
        }
        search.end();
        return search.page();
    }

    /// Below which number a search begins: what is too new is left out without being looked at.
    private long start(AuditQuery query, long before) {
        return query.until().map(until -> Math.min(before, firstAfter(until))).orElse(before);
    }

    /// The number of the first record that is certainly later than a moment.
    private long firstAfter(Instant moment) {
        var late = moment.plus(OUT_OF_ORDER);
        long low = 0;
        long high =
                store.before(Long.MAX_VALUE, 1).stream()
                        .findFirst()
                        .map(row -> row.number() + 1)
                        .orElse(1L);
        while (low + 1 < high) {
            long middle = low + (high - low) / 2;
            var next = store.after(middle, 1);
            if (!next.isEmpty() && next.getFirst().at().isBefore(late)) {
                low = middle;
            } else {
                high = middle;
            }
        }
        return high + 1;
    }

    /// Looks at rows, from newer to older, until there are enough that fit.
    private final class Search {
        private final AuditQuery query;
        private final int wanted;
        private final List<AuditRecord> found = new ArrayList<>();
        private long cursor;
        private int looked;
        private boolean done;

        Search(AuditQuery query, long cursor, int wanted) {
            this.query = query;
            this.cursor = cursor;
            this.wanted = wanted;
        }

        /// Goes on further down, without looking at what is between.
        void jump(long to) {
            if (!isOver()) {
                cursor = Math.min(cursor, to);
            }
        }

        /// @param floor the first number that is not looked at
        void down(long floor) {
            while (!isOver() && cursor > floor + 1) {
                var rows = store.before(cursor, CHUNK);
                for (var row : rows) {
                    if (row.number() <= floor) {
                        cursor = floor + 1;
                        return;
                    }
                    look(row);
                    if (isOver()) {
                        return;
                    }
                }
                if (rows.size() < CHUNK) {
                    done = true;
                }
            }
        }

        private void look(Row row) {
            cursor = row.number();
            looked++;
            read(row).filter(query::fits).ifPresent(found::add);
            done |= isBefore(row, query);
        }

        private boolean isOver() {
            return done || found.size() >= wanted || looked >= MOST_LOOKED_AT;
        }

        /// There is nothing further down.
        void end() {
            done |= !isOver();
        }

        Page page() {
            return new Page(
                    found, done || cursor <= 1 ? OptionalLong.empty() : OptionalLong.of(cursor));
        }
    }

    /// The record of a row; empty for a row that no version of this program wrote.
    public static Optional<AuditRecord> read(Row row) {
        return Facts.read(row.text()).map(facts -> new AuditRecord(row.number(), row.at(), facts));
    }

    private static boolean isBefore(Row row, AuditQuery query) {
        return query.from().filter(from -> row.at().isBefore(from.minus(OUT_OF_ORDER))).isPresent();
    }
}
