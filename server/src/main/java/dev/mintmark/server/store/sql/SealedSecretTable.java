package dev.mintmark.server.store.sql;

import dev.mintmark.server.key.SealedSecretStore;

import java.util.Optional;

public final class SealedSecretTable implements SealedSecretStore {
    private static final String FIND = "select sealed from sealed_secret where name = ?";
    private static final String PUT =
            "insert into sealed_secret (name, sealed) values (?, ?) on conflict (name) do nothing";

    private final Database database;

    public SealedSecretTable(Database database) {
        this.database = database;
    }

    @Override
    public Optional<byte[]> find(String name) {
        return database.read(sql -> sql.first(FIND, row -> row.getBytes(1), name));
    }

    @Override
    public byte[] putIfAbsent(String name, byte[] sealed) {
        return database.write(sql -> {
            sql.update(PUT, name, sealed);
            return sql.first(FIND, row -> row.getBytes(1), name).orElseThrow();
        });
    }
}
