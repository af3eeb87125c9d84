package dev.mintmark.server.store.postgres;

import dev.mintmark.testing.postgres.PostgresDatabase;
import dev.mintmark.testing.postgres.PostgresForTests;

import java.util.Map;
import java.util.Optional;

/// The databases of the tests, as the store takes them.
final class Databases {
    private Databases() {}

    static PostgresStore freshStore() {
        return PostgresStore.open(address(PostgresForTests.database()));
    }

    static PostgresAddress address(PostgresDatabase database) {
        return address(database, Map.of());
    }

    static PostgresAddress address(PostgresDatabase database, Map<String, String> parameters) {
        return new PostgresAddress(
                "127.0.0.1:" + database.port(),
                database.name(),
                Optional.of(database.role()),
                Optional.of(database.password()),
                parameters,
                6);
    }
}
