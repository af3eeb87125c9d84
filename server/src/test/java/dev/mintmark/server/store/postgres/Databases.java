package dev.mintmark.server.store.postgres;

import dev.mintmark.testing.postgres.PostgresDatabase;
import dev.mintmark.testing.postgres.PostgresForTests;

import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;

/// The databases of the tests, as the store takes them.
final class Databases {
    private static final PostgresDatabase SHARED = PostgresForTests.database();
    private static final AtomicInteger SCHEMAS = new AtomicInteger();

    private Databases() {}

    /// An empty store: a schema of its own in one database, which is made much faster than a
    /// database of its own.
    static PostgresStore freshStore() {
        return PostgresStore.open(freshAddress(), InstantSource.system());
    }

    static PostgresAddress freshAddress() {
        var schema = "store" + SCHEMAS.incrementAndGet();
        SHARED.run("create schema " + schema);
        return address(SHARED, Map.of("currentSchema", schema));
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
                8,
                true);
    }
}
