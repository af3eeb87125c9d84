package dev.mintmark.server.store.sqlite;

import dev.mintmark.server.key.SealedSecretStore;

import java.util.Optional;

final class SqliteSealedSecrets implements SealedSecretStore {
    private static final String FIND = "select sealed from sealed_secret where name = ?";
    private static final String PUT =
            "insert into sealed_secret (name, sealed) values (?, ?) on conflict (name) do nothing";

    private final Writer writer;
    private final Readers readers;

    SqliteSealedSecrets(Writer writer, Readers readers) {
        this.writer = writer;
        this.readers = readers;
    }

    @Override
    public Optional<byte[]> find(String name) {
        return readers.read(sql -> sql.first(FIND, row -> row.getBytes(1), name));
    }

    @Override
    public byte[] putIfAbsent(String name, byte[] sealed) {
        return writer.write(sql -> {
            sql.update(PUT, name, sealed);
            return sql.first(FIND, row -> row.getBytes(1), name).orElseThrow();
        });
    }
}
