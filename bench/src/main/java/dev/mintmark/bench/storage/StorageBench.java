package dev.mintmark.bench.storage;

import dev.mintmark.bench.Rate;
import dev.mintmark.server.store.Store;
import dev.mintmark.server.store.postgres.PostgresAddress;
import dev.mintmark.server.store.postgres.PostgresStore;
import dev.mintmark.server.store.sqlite.SqliteStore;
import dev.mintmark.testing.postgres.Durability;
import dev.mintmark.testing.postgres.PostgresServer;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// `bench/storage [key=value]…` prints a table in Markdown.
///
/// Keys: `sessions` (how many are in the tables; several, separated by commas), `users` (several,
/// too), `seconds` (of one run), `rounds` (the middle one of so many runs counts). Runs of the
/// contestants alternate, so that none has the better hour.
public final class StorageBench {
    private static final int WARM_UP_SECONDS = 5;

    private final List<Integer> users;
    private final int seconds;
    private final int rounds;

    private StorageBench(List<Integer> users, int seconds, int rounds) {
        this.users = users;
        this.seconds = seconds;
        this.rounds = rounds;
    }

    public static void main(String[] args) throws Exception {
        var options = new HashMap<String, String>();
        Arrays.stream(args)
                .map(arg -> arg.split("=", 2))
                .forEach(pair -> options.put(pair[0], pair[1]));
        var bench =
                new StorageBench(
                        numbers(options.getOrDefault("users", "1,8,64")),
                        Integer.parseInt(options.getOrDefault("seconds", "20")),
                        Integer.parseInt(options.getOrDefault("rounds", "3")));
        System.out.println(
                "| sessions | users | pgbench/s | PostgreSQL/s | of pgbench | p50, p99 ms |"
                        + " SQLite/s | p50, p99 ms |");
        System.out.println("|---|---|---|---|---|---|---|---|");
        for (int count : numbers(options.getOrDefault("sessions", "10000,1000000"))) {
            bench.run(new Sessions(count));
        }
    }

    private static List<Integer> numbers(String text) {
        return Arrays.stream(text.split(",", -1)).map(Integer::valueOf).toList();
    }

    private interface Contestant {
        Rate drive(int users, int seconds) throws Exception;
    }

    /// The server gets memory for all of the table and room for the log of a run, for whoever
    /// drives it. Everything else is as it comes, a sync for each commit included.
    private void run(Sessions sessions) throws Exception {
        var folder = Files.createTempDirectory("mintmark-bench-");
        try (var server =
                        PostgresServer.start(
                                Durability.FULL, "shared_buffers=1GB", "max_wal_size=8GB");
                var sqlite = sqlite(folder, sessions)) {
            var database = server.newDatabase();
            try (var postgres =
                    PostgresStore.open(
                            new PostgresAddress(
                                    "127.0.0.1:" + database.port(),
                                    database.name(),
                                    Optional.of(database.role()),
                                    Optional.of(database.password()),
                                    Map.of(),
                                    10,
                                    true),
                            InstantSource.system())) {
                try (var connection = database.connect()) {
                    sessions.fillPostgres(connection);
                }
                var pgbench = new PgBench(database, sessions);
                compare(
                        sessions,
                        List.of(
                                pgbench::drive,
                                users(postgres, sessions),
                                users(sqlite, sessions)));
            }
        } finally {
            remove(folder);
        }
    }

    private static Contestant users(Store store, Sessions sessions) {
        var driven = new Users(store.families(), sessions);
        return (users, seconds) -> driven.drive(users, seconds * 1_000_000_000L);
    }

    private static Store sqlite(Path folder, Sessions sessions) throws SQLException {
        var file = folder.resolve("mintmark.db");
        SqliteStore.open(file, InstantSource.system()).close();
        try (var connection = DriverManager.getConnection("jdbc:sqlite:" + file)) {
            sessions.fillSqlite(connection);
        }
        return SqliteStore.open(file, InstantSource.system());
    }

    private void compare(Sessions sessions, List<Contestant> contestants) throws Exception {
        for (int number : users) {
            var rates = new ArrayList<List<Rate>>();
            for (var contestant : contestants) {
                contestant.drive(number, WARM_UP_SECONDS);
                rates.add(new ArrayList<>());
            }
            for (int round = 0; round < rounds; round++) {
                for (int i = 0; i < contestants.size(); i++) {
                    rates.get(i).add(contestants.get(i).drive(number, seconds));
                }
            }
            var middle = rates.stream().map(StorageBench::middle).toList();
            print(sessions, number, middle.get(0), middle.get(1), middle.get(2));
        }
    }

    private static Rate middle(List<Rate> rates) {
        var sorted = rates.stream().sorted(Comparator.comparingDouble(Rate::perSecond)).toList();
        return sorted.get(sorted.size() / 2);
    }

    private static void print(Sessions sessions, int users, Rate pgbench, Rate ours, Rate sqlite) {
        System.out.printf(
                Locale.ROOT,
                "| %,d | %d | %,.0f | %,.0f | %.2f | %.2f, %.2f | %,.0f | %.2f, %.2f |%n",
                sessions.count(),
                users,
                pgbench.perSecond(),
                ours.perSecond(),
                ours.perSecond() / pgbench.perSecond(),
                ours.p50(),
                ours.p99(),
                sqlite.perSecond(),
                sqlite.p50(),
                sqlite.p99());
    }

    private static void remove(Path folder) throws IOException {
        try (var files = Files.walk(folder)) {
            for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
