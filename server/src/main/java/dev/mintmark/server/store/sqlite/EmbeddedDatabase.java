package dev.mintmark.server.store.sqlite;

import dev.mintmark.server.store.sql.Database;
import dev.mintmark.server.store.sql.Sql;

/// One writer, some readers.
record EmbeddedDatabase(Writer writer, Readers readers) implements Database {
    @Override
    public <T> T read(Sql.Work<T> work) {
        return readers.read(work);
    }

    @Override
    public <T> T write(Sql.Work<T> work) {
        return writer.write(work);
    }
}
