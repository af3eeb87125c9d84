package dev.mintmark.server.store.sql;

import dev.mintmark.server.audit.seal.SealedRange;
import dev.mintmark.server.audit.seal.SealedRangeStore;
import dev.mintmark.server.event.Witness;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// Seals over ranges of records.
public final class SealedRangeTable implements SealedRangeStore {
    private static final String ROWS =
            """
            select number, first_seq, last_seq, records, total, first_at, last_at, statement, prints
              from audit_seal
            """;
    private static final String NEWEST = ROWS + " order by number desc limit 1";
    private static final String FROM = ROWS + " where number >= ? order by number limit ?";
    private static final String REACHING =
            "select number from audit_seal where last_at >= ? order by number limit 1";
    private static final String ADD =
            """
            insert into audit_seal (number, first_seq, last_seq, records, total, first_at, last_at,
                                    statement, prints)
            values (?, ?, ?, ?, ?, ?, ?, ?, ?)
            on conflict (number) do nothing
            """;

    private static final String FORGET =
            """
            delete from audit_seal
             where number = ? and exists (select 1 from audit_seal s where s.number > ?)
            """;
    private static final String FORGET_RECORDS = "delete from audit_record where seq <= ?";

    private final Database database;

    public SealedRangeTable(Database database) {
        this.database = database;
    }

    @Override
    public Optional<SealedRange> newest() {
        return database.read(sql -> sql.first(NEWEST, SealedRangeTable::read));
    }

    @Override
    public boolean add(SealedRange range) {
        return database.write(sql ->
                sql.update(
                                ADD,
                                range.number(),
                                range.first(),
                                range.last(),
                                range.records(),
                                range.total(),
                                range.firstAt(),
                                range.lastAt(),
                                range.jws(),
                                range.prints())
                        == 1);
    }

    @Override
    public List<SealedRange> from(long number, int limit) {
        return database.read(sql -> sql.all(FROM, SealedRangeTable::read, number, limit));
    }

    @Override
    public boolean forget(SealedRange oldest, Witness<Boolean> witness) {
        return database.write(
                sql -> {
                    boolean is = sql.update(FORGET, oldest.number(), oldest.number()) == 1;
                    if (is) {
                        var _ = sql.update(FORGET_RECORDS, oldest.last());
                    }
                    return is;
                },
                witness);
    }

    @Override
    public Optional<Long> reaching(Instant from) {
        return database.read(sql -> sql.first(REACHING, row -> row.getLong(1), from));
    }

    private static SealedRange read(ResultSet row) throws SQLException {
        return new SealedRange(
                row.getLong(1),
                row.getLong(2),
                row.getLong(3),
                row.getInt(4),
                row.getLong(5),
                Instant.ofEpochMilli(row.getLong(6)),
                Instant.ofEpochMilli(row.getLong(7)),
                row.getString(8),
                row.getBytes(9));
    }
}
