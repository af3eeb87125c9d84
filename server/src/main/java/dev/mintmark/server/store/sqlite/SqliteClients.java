package dev.mintmark.server.store.sqlite;

import dev.mintmark.server.client.Client;
import dev.mintmark.server.client.ClientStore;
import dev.mintmark.server.client.GrantType;
import dev.mintmark.server.id.ClientId;
import dev.mintmark.server.id.Scopes;
import dev.mintmark.verifier.jose.Algorithm;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

final class SqliteClients implements ClientStore {
    private static final String COLUMNS =
            "id, is_public, secret_hash, grants, scope, audiences, algorithm, disabled, created_at";
    private static final String FIND = "select " + COLUMNS + " from client where id = ?";
    private static final String ALL = "select " + COLUMNS + " from client order by id";
    private static final String ADD =
            """
            insert into client (id, is_public, secret_hash, grants, scope, audiences, algorithm,
                                disabled, created_at)
            values (?, ?, ?, ?, ?, ?, ?, ?, ?)
            on conflict (id) do nothing
            """;
    private static final String REPLACE_SECRET = "update client set secret_hash = ? where id = ?";

    private final Writer writer;
    private final Readers readers;

    SqliteClients(Writer writer, Readers readers) {
        this.writer = writer;
        this.readers = readers;
    }

    @Override
    public Optional<Registered> find(ClientId id) {
        return readers.read(sql -> sql.first(FIND, SqliteClients::read, id.value()));
    }

    @Override
    public List<Client> all() {
        return readers.read(sql -> sql.all(ALL, row -> read(row).client()));
    }

    @Override
    public boolean add(Registered registered) {
        var client = registered.client();
        var grants = client.grants().stream().map(GrantType::word).sorted().toList();
        return writer.write(sql ->
                sql.update(
                                ADD,
                                client.id().value(),
                                client.isPublic(),
                                registered.secretHash().orElse(null),
                                Texts.write(grants),
                                client.scopes().toString(),
                                Texts.write(client.audiences()),
                                client.algorithm().name(),
                                client.disabled(),
                                client.createdAt())
                        == 1);
    }

    @Override
    public boolean replaceSecret(ClientId id, byte[] secretHash) {
        return writer.write(sql -> sql.update(REPLACE_SECRET, secretHash, id.value()) == 1);
    }

    private static Registered read(ResultSet row) throws SQLException {
        var client =
                new Client(
                        new ClientId(row.getString(1)),
                        row.getInt(2) == 1,
                        Texts.read(row.getString(4)).stream()
                                .map(word -> GrantType.of(word).orElseThrow())
                                .collect(Collectors.toUnmodifiableSet()),
                        Scopes.parse(row.getString(5)).orElseThrow(),
                        Texts.read(row.getString(6)),
                        Algorithm.valueOf(row.getString(7)),
                        row.getInt(8) == 1,
                        Instant.ofEpochMilli(row.getLong(9)));
        return new Registered(client, Optional.ofNullable(row.getBytes(3)));
    }
}
