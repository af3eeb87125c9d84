package dev.mintmark.server.store.sqlite;

import dev.mintmark.server.audit.Script;
import dev.mintmark.server.event.Event;
import dev.mintmark.server.store.sql.AuditTable;
import dev.mintmark.server.store.sql.Database;
import dev.mintmark.server.store.sql.Sql;

import java.sql.SQLException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;

/// One writer, some readers, and the clock of the one process there is.
record EmbeddedDatabase(Writer writer, Readers readers, InstantSource clock) implements Database {
    @Override
    public <T> T read(Sql.Work<T> work) {
        return readers.read(work);
    }

    @Override
    public <T> T write(Sql.Work<T> work) {
        return writer.write(work);
    }

    @Override
    public void keep(Sql sql, List<Event> events) throws SQLException {
        for (var event : events) {
            AuditTable.add(sql, clock.instant(), Script.of(event));
        }
    }

    @Override
    public Instant time(Sql sql) {
        return clock.instant();
    }
}
