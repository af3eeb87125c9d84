package dev.mintmark.e2e;

import dev.mintmark.server.Mintmark;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;

/// Data directories with many signing keys: an authority that has rotated often, on a clock that
/// runs fast.
final class ManyKeys {
    private static final Duration ANNOUNCED = Duration.ofSeconds(65);
    private static final Map<String, String> OFTEN =
            Map.of(
                    "jwks-max-age", "1s",
                    "key-announce-ahead", "65s",
                    "key-rotate-every", "1095d",
                    "key-retire-after", "90d");

    private ManyKeys() {}

    /// @param keys how many at least
    static Path in(Path parent, int keys) throws IOException {
        var data = DataFolders.startedOnce(parent);
        var clock = new Running(Instant.now().minus(ANNOUNCED.multipliedBy(keys + 10L)));
        try (var authority = Mintmark.start(DataFolders.settings(data, OFTEN), clock)) {
            var admin =
                    new Caller(authority.baseUrl())
                            .bearer(Files.readString(data.resolve("admin.key")).strip());
            clock.pass(ANNOUNCED);
            for (int i = 2; i < keys; i++) {
                var answer = admin.json("/admin/v1/keys/rotate", "{\"alg\":\"ES256\"}");
                if (answer.status() != 200) {
                    throw new AssertionError(answer.body());
                }
                clock.pass(ANNOUNCED);
                authority.tend();
            }
        }
        return data;
    }

    /// Puts what is sealed in the file in the place of what another database holds.
    static void copy(Path data, Connection to) throws SQLException {
        try (var from = DriverManager.getConnection("jdbc:sqlite:" + data.resolve("mintmark.db"))) {
            to.setAutoCommit(false);
            try (var statement = to.createStatement()) {
                statement.execute("delete from signing_key");
                statement.execute("delete from sealed_secret");
                statement.execute("update key_ring set version = version + 1");
            }
            copy(from, to, "signing_key", 13);
            copy(from, to, "sealed_secret", 2);
            to.commit();
        }
    }

    private static void copy(Connection from, Connection to, String table, int columns)
            throws SQLException {
        var insert = "insert into " + table + " values (?" + ", ?".repeat(columns - 1) + ")";
        try (var select = from.createStatement();
                var rows = select.executeQuery("select * from " + table);
                var put = to.prepareStatement(insert)) {
            while (rows.next()) {
                for (int i = 1; i <= columns; i++) {
                    put.setObject(i, rows.getObject(i));
                }
                put.executeUpdate();
            }
        }
    }

    private static final class Running implements InstantSource {
        private volatile Instant now;

        Running(Instant start) {
            now = start;
        }

        @Override
        public Instant instant() {
            return now;
        }

        void pass(Duration time) {
            now = now.plus(time);
        }
    }
}
