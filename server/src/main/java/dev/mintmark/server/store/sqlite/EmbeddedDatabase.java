package dev.mintmark.server.store.sqlite;

import dev.mintmark.server.store.sql.Database;
import dev.mintmark.server.store.sql.Sql;

import java.time.Instant;
import java.time.InstantSource;

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
    public Instant time(Sql sql) {
        return clock.instant();
    }
}
