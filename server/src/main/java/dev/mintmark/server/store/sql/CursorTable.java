package dev.mintmark.server.store.sql;

import dev.mintmark.server.audit.ship.CursorStore;

/// Up to where each sink has been served.
public final class CursorTable implements CursorStore {
    private static final String POSITION = "select seq from audit_cursor where sink = ?";
    private static final String MOVE =
            """
            insert into audit_cursor (sink, seq) values (?, ?)
            on conflict (sink) do update set seq = excluded.seq
            """;

    private final Database database;

    public CursorTable(Database database) {
        this.database = database;
    }

    @Override
    public long position(String sink) {
        return database.read(sql -> sql.first(POSITION, row -> row.getLong(1), sink)).orElse(0L);
    }

    @Override
    public void moveTo(String sink, long number) {
        var _ = database.write(sql -> sql.update(MOVE, sink, number));
    }
}
