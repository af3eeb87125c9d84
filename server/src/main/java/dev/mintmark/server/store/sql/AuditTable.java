package dev.mintmark.server.store.sql;

import dev.mintmark.server.audit.AuditStore;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;

/// What happened, a row for each record. The table has no index but its key: whatever is looked for
/// in it is looked for from one end.
public final class AuditTable implements AuditStore {
    private static final String ADD = "insert into audit_record (at, text) values (?, ?)";
    private static final String ROWS = "select seq, at, text from audit_record where ";
    private static final String AFTER = ROWS + "seq > ? order by seq limit ?";
    private static final String BEFORE = ROWS + "seq < ? order by seq desc limit ?";

    private final Database database;

    public AuditTable(Database database) {
        this.database = database;
    }

    public static void add(Sql sql, Instant at, String text) throws SQLException {
        var _ = sql.update(ADD, at, text);
    }

    @Override
    public void append(List<Entry> entries) {
        var _ =
                database.write(sql -> {
                    for (var entry : entries) {
                        add(sql, entry.at(), entry.text());
                    }
                    return entries.size();
                });
    }

    @Override
    public List<Row> after(long number, int limit) {
        return database.read(sql -> sql.all(AFTER, AuditTable::read, number, limit));
    }

    @Override
    public List<Row> before(long number, int limit) {
        return database.read(sql -> sql.all(BEFORE, AuditTable::read, number, limit));
    }

    private static Row read(ResultSet row) throws SQLException {
        return new Row(row.getLong(1), Instant.ofEpochMilli(row.getLong(2)), row.getString(3));
    }
}
