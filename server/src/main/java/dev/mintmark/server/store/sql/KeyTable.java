package dev.mintmark.server.store.sql;

import dev.mintmark.server.id.KeyId;
import dev.mintmark.server.key.KeyRecord;
import dev.mintmark.server.key.KeyState;
import dev.mintmark.server.key.KeyStore;
import dev.mintmark.verifier.jose.Algorithm;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;

public final class KeyTable implements KeyStore {
    private static final String ALL =
            """
            select kid, algorithm, state, since, created_at, public_key, sealed_private_key
              from signing_key order by created_at, kid
            """;
    private static final String ADD =
            """
            insert into signing_key (kid, algorithm, state, since, created_at, public_key,
                                     sealed_private_key)
            values (?, ?, ?, ?, ?, ?, ?)
            on conflict do nothing
            """;

    private final Database database;

    public KeyTable(Database database) {
        this.database = database;
    }

    @Override
    public List<KeyRecord> all() {
        return database.read(sql -> sql.all(ALL, KeyTable::read));
    }

    @Override
    public boolean add(KeyRecord key) {
        return database.write(sql ->
                sql.update(
                                ADD,
                                key.kid().value(),
                                key.algorithm().name(),
                                key.state().word(),
                                key.since(),
                                key.createdAt(),
                                key.publicKey(),
                                key.sealedPrivateKey())
                        == 1);
    }

    private static KeyRecord read(ResultSet row) throws SQLException {
        return new KeyRecord(
                new KeyId(row.getString(1)),
                Algorithm.valueOf(row.getString(2)),
                KeyState.of(row.getString(3)),
                Instant.ofEpochMilli(row.getLong(4)),
                Instant.ofEpochMilli(row.getLong(5)),
                row.getBytes(6),
                row.getBytes(7));
    }
}
