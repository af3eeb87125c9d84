package dev.mintmark.bench;

import dev.mintmark.testing.postgres.Durability;
import dev.mintmark.testing.postgres.PostgresServer;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// `bench/load [key=value]…` prints a table in Markdown: real authorities, one over each store,
/// each in a process of its own, asked by connections that never pause. Every commit is synced.
///
/// Keys: `stores` (`sqlite`, `postgres`), `audit` (`on`, `off`: whether what happens is recorded),
/// `rounds`, `scenarios` (of [Scenario]), `users` (connections), `warmup` and `seconds`, `java`
/// (options for the virtual machine of the authority, such as a flight recording).
public final class AuthorityBench {
    private static final String PASSWORD = "correct horse battery";
    private static final String SECRET = "a-secret-for-the-bench-alone";

    private final Map<String, String> options;

    private AuthorityBench(Map<String, String> options) {
        this.options = options;
    }

    public static void main(String[] args) throws Exception {
        var options = new HashMap<String, String>();
        Arrays.stream(args)
                .map(arg -> arg.split("=", 2))
                .forEach(pair -> options.put(pair[0], pair[1]));
        var bench = new AuthorityBench(options);
        System.out.println("| store | audit | scenario | users | per second | p50 ms | p99 ms |");
        System.out.println("|---|---|---|---|---|---|---|");
        for (int round = 0; round < bench.number("rounds", "1"); round++) {
            for (var store : bench.words("stores", "sqlite,postgres")) {
                for (var audit : bench.words("audit", "on")) {
                    bench.run(store, audit);
                }
            }
        }
    }

    private void run(String store, String audit) throws Exception {
        var folder = Files.createTempDirectory("mintmark-load-");
        try {
            switch (store) {
                case "sqlite" -> drive(store, audit, folder, "");
                case "postgres" -> {
                    try (var server = PostgresServer.start(Durability.FULL)) {
                        drive(store, audit, folder, server.newDatabase().url());
                    }
                }
                default -> throw new IllegalArgumentException("no store is called " + store);
            }
        } finally {
            remove(folder);
        }
    }

    private void drive(String store, String audit, Path folder, String database) throws Exception {
        try (var authority =
                Authority.start(
                        folder, database, Map.of("MINTMARK_AUDIT", audit), words("java", ""))) {
            authority.addUser("ann", PASSWORD);
            authority.addClient("service", SECRET);
            var scenario =
                    Map.of(
                            "user",
                            "ann",
                            "password",
                            PASSWORD,
                            "client",
                            "service",
                            "secret",
                            SECRET);
            for (var name : words("scenarios", "refresh")) {
                for (var users : words("users", "64")) {
                    var rate =
                            new Load(authority.address(), Scenario.named(name, scenario))
                                    .run(
                                            Integer.parseInt(users),
                                            number("warmup", "8"),
                                            number("seconds", "15"));
                    System.out.printf(
                            Locale.ROOT,
                            "| %s | %s | %s | %s | %,.0f | %.1f | %.1f |%n",
                            store,
                            audit,
                            name,
                            users,
                            rate.perSecond(),
                            rate.p50(),
                            rate.p99());
                }
            }
        }
    }

    private List<String> words(String key, String usual) {
        return Arrays.stream(options.getOrDefault(key, usual).split(",", -1))
                .filter(word -> !word.isEmpty())
                .toList();
    }

    private int number(String key, String usual) {
        return Integer.parseInt(options.getOrDefault(key, usual));
    }

    private static void remove(Path folder) throws IOException {
        try (var files = Files.walk(folder)) {
            for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
