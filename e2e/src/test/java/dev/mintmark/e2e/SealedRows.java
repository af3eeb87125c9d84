package dev.mintmark.e2e;

import dev.mintmark.server.key.MasterKey;
import dev.mintmark.server.key.MasterKeySource;
import dev.mintmark.server.key.SealedSecretStore;
import dev.mintmark.server.key.Sealer;

import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// What is sealed in a database, read past the authority.
final class SealedRows {
    private static final String ALL =
            "select name, sealed from sealed_secret"
                    + " union all select kid, sealed from signing_key where sealed is not null";

    private SealedRows() {}

    /// By the name that each was sealed under.
    static Map<String, byte[]> read(Connection connection) throws SQLException {
        var found = new TreeMap<String, byte[]>();
        try (var statement = connection.createStatement();
                var rows = statement.executeQuery(ALL)) {
            while (rows.next()) {
                found.put(rows.getString(1), rows.getBytes(2));
            }
        }
        return found;
    }

    /// Opens with one master key and no other.
    static Optional<byte[]> open(MasterKey key, String name, byte[] sealed) {
        return sealer(key).open(name, sealed);
    }

    private static Sealer sealer(MasterKey key) {
        return new Sealer(
                List.of(key),
                () -> new MasterKeySource.Reading.Found(List.of(key)),
                new Nothing(),
                new SecureRandom(),
                () -> 0);
    }

    private record Nothing() implements SealedSecretStore {
        @Override
        public Optional<byte[]> find(String name) {
            return Optional.empty();
        }

        @Override
        public byte[] putIfAbsent(String name, byte[] sealed) {
            throw new IllegalStateException("nothing is sealed here");
        }
    }
}
