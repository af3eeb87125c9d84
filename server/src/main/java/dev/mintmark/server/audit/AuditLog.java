package dev.mintmark.server.audit;

import dev.mintmark.server.audit.AuditStore.Row;

import java.time.Duration;
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
    private final Runnable newest;

    /// @param newest has the store take what still waits for it on this node
    public AuditLog(AuditStore store, Runnable newest) {
        this.store = store;
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
        var found = new ArrayList<AuditRecord>();
        long cursor = before.orElse(Long.MAX_VALUE);
        for (int looked = 0; looked < MOST_LOOKED_AT; ) {
            var rows = store.before(cursor, CHUNK);
            for (var row : rows) {
                cursor = row.number();
                take(row, query, found);
                if (found.size() == wanted || isBefore(row, query)) {
                    return page(found, isBefore(row, query) ? 0 : cursor);
                }
            }
            if (rows.size() < CHUNK) {
                return page(found, 0);
            }
            looked += rows.size();
        }
        return page(found, cursor);
    }

    /// The record of a row; empty for a row that no version of this program wrote.
    public static Optional<AuditRecord> read(Row row) {
        return Facts.read(row.text()).map(facts -> new AuditRecord(row.number(), row.at(), facts));
    }

    private static void take(Row row, AuditQuery query, List<AuditRecord> found) {
        read(row).filter(query::fits).ifPresent(found::add);
    }

    private static boolean isBefore(Row row, AuditQuery query) {
        return query.from().filter(from -> row.at().isBefore(from.minus(OUT_OF_ORDER))).isPresent();
    }

    private static Page page(List<AuditRecord> found, long next) {
        return new Page(found, next > 0 ? OptionalLong.of(next) : OptionalLong.empty());
    }
}
