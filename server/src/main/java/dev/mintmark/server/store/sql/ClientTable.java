package dev.mintmark.server.store.sql;

import dev.mintmark.server.client.Client;
import dev.mintmark.server.client.ClientStore;
import dev.mintmark.server.client.GrantType;
import dev.mintmark.server.event.Witness;
import dev.mintmark.server.id.ClientId;
import dev.mintmark.server.id.Scopes;
import dev.mintmark.verifier.jose.Algorithm;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

public final class ClientTable implements ClientStore {
    private static final String COLUMNS =
            "id, is_public, secret_hash, grants, scope, audiences, algorithm, disabled, created_at";
    private static final String FIND = "select " + COLUMNS + " from client where id = ?";
    private static final String LIST =
            "select "
                    + COLUMNS
                    + " from client where id > ? and id >= ? and id < ? order by id limit ?";
    private static final String ADD =
            """
            insert into client (id, is_public, secret_hash, grants, scope, audiences, algorithm,
                                disabled, created_at)
            values (?, ?, ?, ?, ?, ?, ?, ?, ?)
            on conflict (id) do nothing
            """;
    private static final String REPLACE_SECRET = "update client set secret_hash = ? where id = ?";

    private final Database database;

    public ClientTable(Database database) {
        this.database = database;
    }

    @Override
    public Optional<Registered> find(ClientId id) {
        return database.read(sql -> sql.first(FIND, ClientTable::read, id.value()));
    }

    @Override
    public List<Client> list(String prefix, Optional<String> after, int limit) {
        return database.read(sql ->
                sql.all(
                        LIST,
                        row -> read(row).client(),
                        after.orElse(""),
                        prefix,
                        Texts.endOf(prefix),
                        limit));
    }

    @Override
    public boolean add(Registered registered, Witness<Boolean> witness) {
        var client = registered.client();
        var grants = client.grants().stream().map(GrantType::word).sorted().toList();
        return database.write(
                sql ->
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
                                == 1,
                witness);
    }

    @Override
    public boolean replaceSecret(ClientId id, byte[] secretHash, Witness<Boolean> witness) {
        return database.write(
                sql -> sql.update(REPLACE_SECRET, secretHash, id.value()) == 1, witness);
    }

    private static Registered read(ResultSet row) throws SQLException {
        var client =
                new Client(
                        new ClientId(row.getString(1)),
                        row.getBoolean(2),
                        Texts.read(row.getString(4)).stream()
                                .map(word -> GrantType.of(word).orElseThrow())
                                .collect(Collectors.toUnmodifiableSet()),
                        Scopes.parse(row.getString(5)).orElseThrow(),
                        Texts.read(row.getString(6)),
                        Algorithm.valueOf(row.getString(7)),
                        row.getBoolean(8),
                        Instant.ofEpochMilli(row.getLong(9)));
        return new Registered(client, Optional.ofNullable(row.getBytes(3)));
    }
}
