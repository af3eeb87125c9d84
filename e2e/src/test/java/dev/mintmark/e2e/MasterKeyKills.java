package dev.mintmark.e2e;

import dev.mintmark.server.key.MasterKey;
import dev.mintmark.testing.postgres.PostgresForTests;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

/// `e2e/kill-master-key-rotation [key=value]…`: an authority changes its master key to and fro as
/// fast as it can, and is killed at a random moment. Afterwards every sealed thing is tried with
/// every master key, past the authority, and compared with what `mintmark master-key status` says.
/// Prints a row for each kill.
public final class MasterKeyKills {
    private static final int LONGEST_MILLIS = 400;

    private final Path data;
    private final String database;
    private final Map<String, String> environment;
    private final Random random;
    private final List<MasterKey> masters;
    private final Path file;

    private MasterKeyKills(Path folder, String engine, int keys, Random random) throws Exception {
        this.random = random;
        this.data = ManyKeys.in(folder, keys);
        var first = Files.readString(data.resolve("master.key")).strip();
        var second = MasterKey.random(new SecureRandom()).revealAsText();
        this.masters =
                List.of(
                        MasterKey.parse(first).orElseThrow(),
                        MasterKey.parse(second).orElseThrow());
        this.file = folder.resolve("master.keys");
        Files.writeString(file, first + "\n" + second + "\n");
        var settings = new HashMap<String, String>();
        settings.put("MINTMARK_MASTER_KEY_FILE", file.toString());
        if (engine.equals("postgres")) {
            var server = PostgresForTests.database();
            settings.put("MINTMARK_DATABASE_URL", server.url());
            this.database = server.url();
            AuthorityProcess.serve(data, settings).close();
            try (var connection = connect(database)) {
                ManyKeys.copy(data, connection);
            }
        } else {
            this.database = "jdbc:sqlite:" + data.resolve("mintmark.db");
        }
        this.environment = Map.copyOf(settings);
    }

    /// What one kill left behind.
    ///
    /// @param rotations that were answered before it
    /// @param openers fingerprints of the keys that open something
    record Aftermath(int rotations, int things, Set<String> openers, boolean asTheStatusSays) {
        boolean isSound() {
            return asTheStatusSays && openers.size() == 1;
        }
    }

    public static void main(String[] args) throws Exception {
        var options = new HashMap<String, String>();
        Arrays.stream(args)
                .map(arg -> arg.split("=", 2))
                .forEach(pair -> options.put(pair[0], pair[1]));
        var engine = options.getOrDefault("engine", "sqlite");
        int kills = Integer.parseInt(options.getOrDefault("kills", "50"));
        int keys = Integer.parseInt(options.getOrDefault("keys", "200"));
        long seed = Long.parseLong(options.getOrDefault("seed", Long.toString(System.nanoTime())));
        var folder = Files.createTempDirectory("mintmark-kills");
        System.out.printf("%s, %d keys, seed %d%n", engine, keys, seed);
        System.exit(run(folder, engine, kills, keys, seed) ? 0 : 1);
    }

    /// @return whether nothing was ever left that does not open as the status says
    static boolean run(Path folder, String engine, int kills, int keys, long seed)
            throws Exception {
        System.out.println(
                "| kill | rotations before | sealed things | open with | as the status says |");
        System.out.println("|---|---|---|---|---|");
        var stage = new MasterKeyKills(folder, engine, keys, new Random(seed));
        boolean sound = true;
        for (int i = 1; i <= kills; i++) {
            var aftermath = stage.killOnce();
            System.out.printf(
                    "| %d | %d | %d | %s | %s |%n",
                    i,
                    aftermath.rotations(),
                    aftermath.things(),
                    String.join(", ", aftermath.openers()),
                    aftermath.asTheStatusSays() ? "yes" : "NO");
            sound &= aftermath.isSound() && aftermath.things() >= keys;
        }
        return sound;
    }

    /// @param url as the settings have it, or for JDBC
    static Connection connect(String url) throws SQLException {
        if (url.startsWith("jdbc:")) {
            return DriverManager.getConnection(url);
        }
        var parts = URI.create(url);
        var user = parts.getUserInfo().split(":", 2);
        return DriverManager.getConnection(
                "jdbc:postgresql://" + parts.getAuthority().split("@", 2)[1] + parts.getPath(),
                user[0],
                user[1]);
    }

    private Aftermath killOnce() throws Exception {
        var rotations = new AtomicInteger();
        try (var authority = AuthorityProcess.serve(data, environment)) {
            var admin = authority.admin().caller();
            var rotating = Thread.ofVirtual().start(() -> rotate(admin, rotations));
            LockSupport.parkNanos(
                    Duration.ofMillis(random.nextInt(LONGEST_MILLIS)).toNanos()
                            + random.nextInt(1_000_000));
            authority.kill();
            rotating.join();
        }
        return look(rotations.get());
    }

    /// Until the authority is gone.
    private void rotate(Caller admin, AtomicInteger rotations) {
        try {
            while (true) {
                swap();
                if (admin.json("/admin/v1/master-key/rotate", "{}").status() != 200) {
                    return;
                }
                rotations.incrementAndGet();
            }
        } catch (UncheckedIOException e) {
            // It was killed.
            return;
        }
    }

    /// The key that came first comes last, and so is the newest.
    private void swap() {
        try {
            var lines = Files.readAllLines(file);
            var draft = file.resolveSibling("master.keys.new");
            Files.write(draft, lines.reversed());
            Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Aftermath look(int rotations) throws Exception {
        var mint = new Mint(environment, "").on(data);
        var status = mint.run("master-key", "status", "--json");
        if (status.exitCode() != 0) {
            throw new AssertionError(status.err());
        }
        var said = new TreeMap<String, List<?>>();
        for (var thing : (List<?>) status.json().get("sealed")) {
            var sealed = (Map<?, ?>) thing;
            said.put((String) sealed.get("name"), (List<?>) sealed.get("opens_with"));
        }
        var found = new TreeMap<String, List<?>>();
        var openers = new TreeSet<String>();
        try (var connection = connect(database)) {
            SealedRows.read(connection)
                    .forEach((name, sealed) -> {
                        var opening =
                                masters.stream()
                                        .filter(key ->
                                                SealedRows.open(key, name, sealed).isPresent())
                                        .map(MasterKey::fingerprint)
                                        .toList();
                        found.put(name, opening);
                        openers.addAll(opening);
                    });
        }
        boolean each = found.values().stream().allMatch(opening -> opening.size() == 1);
        return new Aftermath(rotations, found.size(), openers, each && found.equals(said));
    }
}
