package dev.mintmark.server.store.postgres;

import dev.mintmark.server.store.sql.AuditTable;
import dev.mintmark.server.store.sql.Sql;

import org.jspecify.annotations.Nullable;

import java.sql.SQLException;
import java.util.List;

/// Records. Their numbers are given while a transaction is under way, and transactions end in
/// another order: a record may appear behind one with a greater number.
///
/// What can still appear is found out by looking twice. Whoever had been given a number by the
/// first look had begun a transaction before it; when all of those are over, everything up to the
/// greatest number that was seen is there, or never will be. That holds because nobody is given a
/// number before the number of the transaction: each statement that adds records makes sure of it.
final class PostgresAudit extends AuditTable {
    private static final String ADD =
            """
            insert into audit_record (at, text)
            select at, text from unnest(?, ?) as r (at, text)
             where pg_current_xact_id() is not null
            """;

    private static final String LOOK =
            """
            select cast(cast(pg_snapshot_xmin(s) as text) as bigint),
                   cast(cast(pg_snapshot_xmax(s) as text) as bigint),
                   (select coalesce(max(seq), 0) from audit_record)
              from pg_current_snapshot() as s
            """;

    private final Pool pool;
    private @Nullable Look first;
    private long settled;

    /// @param oldest transaction that is under way
    /// @param next that has not begun
    private record Look(long oldest, long next, long newest) {}

    PostgresAudit(Pool pool) {
        super(pool);
        this.pool = pool;
    }

    @Override
    protected void add(Sql sql, List<Entry> entries) throws SQLException {
        var times = entries.stream().mapToLong(entry -> entry.at().toEpochMilli()).toArray();
        var texts = entries.stream().map(Entry::text).toArray(String[]::new);
        var _ = sql.update(ADD, times, texts);
    }

    @Override
    public synchronized long settled() {
        var look =
                pool.read(sql ->
                                sql.first(
                                        LOOK,
                                        row ->
                                                new Look(
                                                        row.getLong(1),
                                                        row.getLong(2),
                                                        row.getLong(3))))
                        .orElseThrow();
        if (first == null || look.oldest >= first.next) {
            if (first != null) {
                settled = first.newest;
            }
            first = look;
        }
        return settled;
    }
}
