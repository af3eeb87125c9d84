package dev.mintmark.server.store.sqlite;

import dev.mintmark.server.admin.AdminKeyStore;

import java.util.List;

final class SqliteAdminKeys implements AdminKeyStore {
    private static final String ALL = "select hash from admin_key";
    private static final String ADD =
            "insert into admin_key (hash) values (?) on conflict do nothing";

    private final Writer writer;
    private final Readers readers;

    SqliteAdminKeys(Writer writer, Readers readers) {
        this.writer = writer;
        this.readers = readers;
    }

    @Override
    public List<byte[]> hashes() {
        return readers.read(sql -> sql.all(ALL, row -> row.getBytes(1)));
    }

    @Override
    public void add(byte[] hash) {
        var _ = writer.write(sql -> sql.update(ADD, hash));
    }
}
