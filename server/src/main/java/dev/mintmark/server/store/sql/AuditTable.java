package dev.mintmark.server.store.sql;

import dev.mintmark.server.audit.AuditStore;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;

/// What happened, a row for each record. The table has no index but its key: whatever is looked for
/// in it is looked for from one end.
public class AuditTable implements AuditStore {
    private static final String ADD = "insert into audit_record (at, text) values (?, ?)";
    private static final String ROWS = "select seq, at, text from audit_record where ";
    private static final String AFTER = ROWS + "seq > ? order by seq limit ?";
    private static final String BEFORE = ROWS + "seq < ? order by seq desc limit ?";

    private static final String NEWEST = "select coalesce(max(seq), 0) from audit_record";

    /// One statement: of two who take the same, the second finds it taken.
    private static final String TAKE =
            """
            insert into audit_buffer (name, taken) values (?, ?)
            on conflict (name) do update set taken = excluded.taken
             where audit_buffer.taken = ?
            """;

    private static final String TAKEN = "select taken from audit_buffer where name = ?";
    private static final String FORGET_BUFFER = "delete from audit_buffer where name = ?";

    private final Database database;

    public AuditTable(Database database) {
        this.database = database;
    }

    public static void add(Sql sql, Instant at, String text) throws SQLException {
        var _ = sql.update(ADD, at, text);
    }

    /// Adds many. An engine may know a faster way.
    protected void add(Sql sql, List<Entry> entries) throws SQLException {
        for (var entry : entries) {
            add(sql, entry.at(), entry.text());
        }
    }

    @Override
    public final void append(List<Entry> entries) {
        var _ =
                database.write(sql -> {
                    add(sql, entries);
                    return true;
                });
    }

    @Override
    public final void take(String buffer, int from, int to, List<Entry> entries) {
        var _ =
                database.write(sql -> {
                    boolean isNew = sql.update(TAKE, buffer, to, from) == 1;
                    if (isNew) {
                        add(sql, entries);
                    }
                    return isNew;
                });
    }

    @Override
    public final int taken(String buffer) {
        return database.read(sql -> sql.first(TAKEN, row -> row.getInt(1), buffer)).orElse(0);
    }

    @Override
    public final void forgetBuffer(String buffer) {
        var _ = database.write(sql -> sql.update(FORGET_BUFFER, buffer));
    }

    /// Where one writes at a time, whatever is there has all that comes before it.
    @Override
    public long settled() {
        return database.read(sql -> sql.first(NEWEST, row -> row.getLong(1))).orElse(0L);
    }

    @Override
    public final List<Row> after(long number, int limit) {
        return database.read(sql -> sql.all(AFTER, AuditTable::read, number, limit));
    }

    @Override
    public final List<Row> before(long number, int limit) {
        return database.read(sql -> sql.all(BEFORE, AuditTable::read, number, limit));
    }

    private static Row read(ResultSet row) throws SQLException {
        return new Row(row.getLong(1), Instant.ofEpochMilli(row.getLong(2)), row.getString(3));
    }
}
