package dev.mintmark.e2e;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.mintmark.server.key.MasterKey;
import dev.mintmark.testing.postgres.PostgresDatabase;
import dev.mintmark.testing.postgres.PostgresForTests;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;

/// `e2e/two-clocks [key=value]…`: two authorities, each a process of its own, on one PostgreSQL,
/// with clocks 30 seconds apart. Their signing keys are replaced as fast as the settings allow.
/// Again and again, both are asked for their key sets and then for a token: its key has to be in
/// both sets that were there before it.
///
/// The time that counts is the database's. For a short run it passes faster than usual.
public final class TwoClocks implements AutoCloseable {
    private static final Duration APART = Duration.ofSeconds(30);
    private static final Duration BREATH = Duration.ofMillis(25);
    private static final String ADMIN_KEY = "an-admin-key-that-is-long-enough-for-anybody";

    /// The least that the settings allow.
    private static final Map<String, String> OFTEN =
            Map.of(
                    "access-token-ttl", "1m",
                    "jwks-max-age", "1s",
                    "key-announce-ahead", "61s",
                    "key-rotate-every", "62s",
                    "key-retire-after", "3m");

    private final PostgresDatabase database = PostgresForTests.database();
    private final List<OwnClockNode> nodes = new ArrayList<>();
    private final List<Caller> clients = new ArrayList<>();
    private final Map<String, Row> rows = new LinkedHashMap<>();
    private final int speed;
    private final long began;
    private int tokens;
    private int unserved;
    private int mostAnnounced;

    private TwoClocks(Path folder, int speed) throws Exception {
        this.speed = speed;
        var settings = new HashMap<>(OFTEN);
        settings.put("issuer", "https://id.example.com");
        settings.put("database-url", database.url());
        settings.put("master-key", MasterKey.random(new SecureRandom()).revealAsText());
        settings.put("admin-key", ADMIN_KEY);
        takeOverTheClock();
        nodes.add(OwnClockNode.start(Duration.ZERO, folder.resolve("node1"), settings));
        nodes.add(OwnClockNode.start(APART.negated(), folder.resolve("node2"), settings));
        var secret = admin(0).addClient("svc", "api", "ES256");
        nodes.forEach(node -> clients.add(node.caller().basic("svc", secret)));
        passFaster();
        began = System.nanoTime();
    }

    /// What was seen of one key, in seconds of the database since the start.
    static final class Row {
        private final long[] published = {-1, -1};
        private final long[] signed = {-1, -1};
    }

    /// @param rotations how many times another key began to sign
    /// @param keys how many there ever were for these tokens
    /// @param mostAnnounced at a time
    /// @param unserved tokens whose key a node did not serve
    record Outcome(int rotations, int keys, int tokens, int mostAnnounced, int unserved) {}

    public static void main(String[] args) throws Exception {
        var options =
                Arrays.stream(args)
                        .map(arg -> arg.split("=", 2))
                        .collect(Collectors.toMap(pair -> pair[0], pair -> pair[1]));
        int rotations = Integer.parseInt(options.getOrDefault("rotations", "10"));
        int speed = Integer.parseInt(options.getOrDefault("speed", "1"));
        var outcome = run(Files.createTempDirectory("mintmark-clocks"), rotations, speed);
        System.exit(outcome.unserved() == 0 && outcome.mostAnnounced() == 1 ? 0 : 1);
    }

    /// @param speed how many times faster than usual the database's time passes
    static Outcome run(Path folder, int rotations, int speed) throws Exception {
        try (var clocks = new TwoClocks(folder, speed)) {
            clocks.race();
            while (clocks.rotations() < rotations) {
                clocks.look();
                LockSupport.parkNanos(BREATH.toNanos());
            }
            clocks.print();
            return clocks.outcome();
        }
    }

    /// Both are asked to rotate in the same moment.
    private void race() throws Exception {
        var turn = new java.util.concurrent.atomic.AtomicInteger();
        var answers =
                AtOnce.run(
                        2,
                        () ->
                                admin(turn.getAndIncrement())
                                        .caller()
                                        .json("/admin/v1/keys/rotate", "{\"alg\":\"ES256\"}"));
        for (var answer : answers) {
            require(answer);
        }
    }

    private void look() {
        var sets = clients.stream().map(TwoClocks::served).toList();
        long now = seconds();
        for (int i = 0; i < sets.size(); i++) {
            for (var kid : sets.get(i)) {
                seen(rows.computeIfAbsent(kid, _ -> new Row()).published, i, now);
            }
        }
        mostAnnounced = Math.max(mostAnnounced, announced());
        for (int i = 0; i < clients.size(); i++) {
            var kid = kidOfToken(clients.get(i));
            tokens++;
            if (!sets.stream().allMatch(set -> set.contains(kid))) {
                unserved++;
                System.out.printf("a token of node %d has the unserved key %s%n", i + 1, kid);
            }
            seen(rows.computeIfAbsent(kid, _ -> new Row()).signed, i, seconds());
        }
    }

    private static void seen(long[] times, int node, long now) {
        times[node] = times[node] < 0 ? now : times[node];
    }

    /// Another key than the first signs at both.
    private int rotations() {
        long signing =
                rows.values().stream()
                        .filter(row -> row.signed[0] >= 0 && row.signed[1] >= 0)
                        .count();
        return (int) signing - 1;
    }

    private void print() {
        System.out.printf(
                "Seconds of the database's time, which passed %d times as fast as usual:%n%n",
                speed);
        System.out.println(
                "| key | published by node 1 | by node 2 | signs on node 1 | on node 2 |");
        System.out.println("|---|---|---|---|---|");
        rows.forEach((kid, row) -> {
            if (row.signed[0] >= 0 && row.signed[1] >= 0) {
                System.out.printf(
                        "| %s | %d | %d | %d | %d |%n",
                        kid.substring(0, 8),
                        row.published[0],
                        row.published[1],
                        row.signed[0],
                        row.signed[1]);
            }
        });
        System.out.println();
        System.out.println(outcome());
    }

    private Outcome outcome() {
        return new Outcome(rotations(), keysEver(), tokens, mostAnnounced, unserved);
    }

    private int announced() {
        return (int) states().stream().filter("announced"::equals).count();
    }

    private int keysEver() {
        return states().size();
    }

    private List<Object> states() {
        var answer = admin(0).caller().get("/admin/v1/keys");
        require(answer);
        var states = new ArrayList<Object>();
        for (var key : (List<?>) answer.json().get("keys")) {
            var members = (Map<?, ?>) key;
            if (members.get("alg").equals("ES256")
                    && members.get("purpose").equals("access_tokens")) {
                states.add(members.get("state"));
            }
        }
        return states;
    }

    private static Set<String> served(Caller node) {
        var answer = node.get("/.well-known/jwks.json");
        require(answer);
        return ((List<?>) answer.json().get("keys"))
                .stream()
                        .map(key -> (String) ((Map<?, ?>) key).get("kid"))
                        .collect(Collectors.toSet());
    }

    private static String kidOfToken(Caller client) {
        var answer = client.form("/oauth2/token", "grant_type", "client_credentials");
        require(answer);
        var token = answer.text("access_token");
        byte[] header = Base64.getUrlDecoder().decode(token.substring(0, token.indexOf('.')));
        return (String) Answer.parse(new String(header, UTF_8)).get("kid");
    }

    private static void require(Answer answer) {
        if (answer.status() / 100 != 2) {
            throw new AssertionError(answer.status() + " " + answer.body());
        }
    }

    private Admin admin(int node) {
        return new Admin(nodes.get(node).caller(), ADMIN_KEY);
    }

    private long seconds() {
        return Duration.ofNanos((System.nanoTime() - began) * speed).toSeconds();
    }

    private void takeOverTheClock() {
        database.run("create schema sim");
        database.run("create table sim.pace (since timestamptz not null, speed int not null)");
        database.run("insert into sim.pace values (now(), 1)");
        database.run(
                "create function sim.clock_timestamp() returns timestamptz language sql volatile"
                        + " as 'select since + speed * (pg_catalog.clock_timestamp() - since)"
                        + " from sim.pace'");
        database.run(
                "alter role \"%s\" set search_path = public, sim, pg_catalog"
                        .formatted(database.role()));
    }

    private void passFaster() {
        database.run("update sim.pace set since = clock_timestamp(), speed = " + speed);
    }

    @Override
    public void close() throws IOException {
        nodes.forEach(OwnClockNode::close);
    }
}
