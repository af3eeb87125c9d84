package dev.mintmark.e2e.power;

import dev.mintmark.server.store.Store;
import dev.mintmark.server.store.postgres.PostgresAddress;
import dev.mintmark.server.store.postgres.PostgresStore;
import dev.mintmark.server.store.sqlite.SqliteStore;
import dev.mintmark.testing.postgres.Durability;
import dev.mintmark.testing.postgres.PostgresDatabase;
import dev.mintmark.testing.postgres.PostgresServer;

import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// A store whose files lie in a folder.
enum Engine {
    SQLITE {
        @Override
        Running open(Path folder, boolean anew) {
            var store = SqliteStore.open(folder.resolve("mintmark.db"), InstantSource.system());
            return new Running(store, () -> {});
        }
    },
    POSTGRES {
        @Override
        Running open(Path folder, boolean anew) {
            var server = PostgresServer.startIn(folder, Durability.FULL);
            try {
                var database = anew ? server.newDatabase() : server.database(1);
                return new Running(
                        PostgresStore.open(address(database), InstantSource.system()),
                        server::close);
            } catch (RuntimeException e) {
                server.close();
                throw e;
            }
        }
    };

    /// @param anew whether there is nothing yet in the folder
    abstract Running open(Path folder, boolean anew);

    static Engine named(String name) {
        return valueOf(name.toUpperCase(Locale.ROOT));
    }

    record Running(Store store, Runnable stopServer) implements AutoCloseable {
        @Override
        public void close() {
            store.close();
            stopServer.run();
        }
    }

    private static PostgresAddress address(PostgresDatabase database) {
        return new PostgresAddress(
                "127.0.0.1:" + database.port(),
                database.name(),
                Optional.of(database.role()),
                Optional.of(database.password()),
                Map.of(),
                10,
                true);
    }
}
