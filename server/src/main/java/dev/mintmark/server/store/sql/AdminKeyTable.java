package dev.mintmark.server.store.sql;

import dev.mintmark.server.admin.AdminKey;
import dev.mintmark.server.admin.AdminKeyStore;
import dev.mintmark.server.admin.AdminScope;
import dev.mintmark.server.event.Witness;
import dev.mintmark.server.id.AdminKeyId;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

public final class AdminKeyTable implements AdminKeyStore {
    private static final String SELECT =
            """
            select id, name, scopes, created_at, expires_at, last_used_at, revoked_at
              from admin_key
            """;
    private static final String FIND = SELECT + " where hash = ?";
    private static final String ALL = SELECT + " order by created_at desc, id";
    private static final String ANY = "select 1 from admin_key limit 1";
    private static final String ADD =
            """
            insert into admin_key (hash, id, name, scopes, created_at, expires_at)
            values (?, ?, ?, ?, ?, ?)
            on conflict do nothing
            """;
    private static final String REVOKE =
            "update admin_key set revoked_at = ? where id = ? and revoked_at is null";
    private static final String USED = "update admin_key set last_used_at = ? where id = ?";

    private final Database database;

    public AdminKeyTable(Database database) {
        this.database = database;
    }

    @Override
    public Optional<AdminKey> find(byte[] hash) {
        return database.read(sql -> sql.first(FIND, AdminKeyTable::read, hash));
    }

    @Override
    public List<AdminKey> all() {
        return database.read(sql -> sql.all(ALL, AdminKeyTable::read));
    }

    @Override
    public boolean isEmpty() {
        return database.read(sql -> sql.first(ANY, row -> row.getInt(1))).isEmpty();
    }

    @Override
    public boolean add(AdminKey key, byte[] hash, Witness<Boolean> witness) {
        return database.write(
                sql ->
                        sql.update(
                                        ADD,
                                        hash,
                                        key.id().value(),
                                        key.name(),
                                        Texts.write(key.scopeWords()),
                                        key.createdAt(),
                                        key.expiresAt().orElse(null))
                                == 1,
                witness);
    }

    @Override
    public boolean revoke(AdminKeyId id, Instant now, Witness<Boolean> witness) {
        return database.write(sql -> sql.update(REVOKE, now, id.value()) == 1, witness);
    }

    @Override
    public void used(AdminKeyId id, Instant now) {
        var _ = database.write(sql -> sql.update(USED, now, id.value()));
    }

    private static AdminKey read(ResultSet row) throws SQLException {
        return new AdminKey(
                new AdminKeyId(row.getString(1)),
                row.getString(2),
                Texts.read(row.getString(3)).stream()
                        .map(word -> AdminScope.of(word).orElseThrow())
                        .collect(Collectors.toUnmodifiableSet()),
                Instant.ofEpochMilli(row.getLong(4)),
                time(row, 5),
                time(row, 6),
                time(row, 7));
    }

    private static Optional<Instant> time(ResultSet row, int column) throws SQLException {
        long millis = row.getLong(column);
        return row.wasNull() ? Optional.empty() : Optional.of(Instant.ofEpochMilli(millis));
    }
}
