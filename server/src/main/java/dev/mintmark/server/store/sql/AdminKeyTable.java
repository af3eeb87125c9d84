package dev.mintmark.server.store.sql;

import dev.mintmark.server.admin.AdminKeyStore;

import java.util.List;

public final class AdminKeyTable implements AdminKeyStore {
    private static final String ALL = "select hash from admin_key";
    private static final String ADD =
            "insert into admin_key (hash) values (?) on conflict do nothing";

    private final Database database;

    public AdminKeyTable(Database database) {
        this.database = database;
    }

    @Override
    public List<byte[]> hashes() {
        return database.read(sql -> sql.all(ALL, row -> row.getBytes(1)));
    }

    @Override
    public void add(byte[] hash) {
        var _ = database.write(sql -> sql.update(ADD, hash));
    }
}
