package dev.mintmark.e2e;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.mintmark.e2e.year.Balancer;
import dev.mintmark.e2e.year.JavaScriptService;
import dev.mintmark.e2e.year.NimbusService;
import dev.mintmark.e2e.year.OurService;
import dev.mintmark.e2e.year.Service;
import dev.mintmark.server.Mintmark;
import dev.mintmark.server.key.MasterKey;
import dev.mintmark.testing.postgres.PostgresDatabase;
import dev.mintmark.testing.postgres.PostgresForTests;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;

/// A year of two nodes on one PostgreSQL behind a balancer, on a clock that is moved: keys are
/// replaced as the schedule says, one rotation is rolled back, one key is revoked, and the node
/// that rotates is down for two hours in which a rotation is due. All along, tokens are issued and
/// looked at by three verifiers with caches of their own.
///
/// The database tells the nodes the time, so its `clock_timestamp()` is replaced by one that says
/// what we want. The clock goes in long steps while nothing happens, and in steps of half a minute
/// from shortly before each move of a key until no token from before it is alive. In each step the
/// nodes look after their keys first; in reality they do so every second.
public final class SimulatedYear implements AutoCloseable {
    private static final String ADMIN_KEY = "an-admin-key-that-is-long-enough-for-anybody";
    private static final List<String> ALGORITHMS = List.of("ES256", "RS256");
    private static final Duration YEAR = Duration.ofDays(365);
    private static final Duration LONG_STEP = Duration.ofHours(12);
    private static final Duration SHORT_STEP = Duration.ofSeconds(30);
    private static final Duration AROUND = Duration.ofMinutes(12);
    private static final Duration OUTAGE = Duration.ofHours(2);
    private static final Duration TOKEN_LIFE = Duration.ofMinutes(10);

    /// How long others may keep the key set, and so the stated bound for a revoked key.
    private static final Duration CACHE = Duration.ofMinutes(5);

    private final Random random = new Random(42);
    private final MovableClock clock = new MovableClock();
    private final Instant start = clock.instant();
    private final PrintStream out;
    private final PostgresDatabase database = PostgresForTests.database();
    private final Balancer balancer = new Balancer();
    private final Path folder;
    private final String masterKey = MasterKey.random(new SecureRandom()).revealAsText();
    private final Map<Integer, Mintmark> nodes = new TreeMap<>();
    private final Map<String, Caller> clients = new HashMap<>();
    private final Map<String, String> states = new HashMap<>();
    private final List<Service> services;
    private final Deque<Issued> alive = new ArrayDeque<>();
    private final Map<String, Tally> tallies = new TreeMap<>();
    private Optional<Revoked> revoked = Optional.empty();
    private int issued;

    /// @param until when it expires
    private record Issued(String token, String kid, Instant at, Instant until) {}

    private record Revoked(String kid, Instant at) {}

    /// What one service did.
    static final class Tally {
        private int looked;
        private int refusedGood;
        private int acceptedLate;
        private Duration latest = Duration.ZERO;

        int refusedGood() {
            return refusedGood;
        }

        int acceptedLate() {
            return acceptedLate;
        }

        int looked() {
            return looked;
        }

        boolean isSound() {
            return refusedGood == 0 && acceptedLate == 0;
        }
    }

    SimulatedYear(Path folder, PrintStream out) throws Exception {
        this.folder = folder;
        this.out = out;
        takeOverTheClock();
        startNode(1);
        startNode(2);
        for (var algorithm : ALGORITHMS) {
            var secret = admin().addClient("svc-" + algorithm, "api", algorithm);
            clients.put(
                    algorithm, new Caller(balancer.address()).basic("svc-" + algorithm, secret));
        }
        var issuer = balancer.address();
        services =
                List.of(
                        new OurService(issuer, "api"),
                        new NimbusService(issuer, "api", CACHE),
                        new JavaScriptService(issuer, "api", CACHE));
        services.forEach(service -> tallies.put(service.name(), new Tally()));
    }

    /// `e2e/simulated-year`
    public static void main(String[] args) throws Exception {
        if (!JavaScriptService.install()) {
            throw new AssertionError("node, npm or jose is missing");
        }
        var out = System.out;
        try (var year = new SimulatedYear(Files.createTempDirectory("mintmark-year"), out)) {
            var tallies = year.run().values();
            System.exit(tallies.stream().allMatch(Tally::isSound) ? 0 : 1);
        }
    }

    Map<String, Tally> run() throws Exception {
        out.println("| time | what happens | tokens so far | good ones refused |");
        out.println("|---|---|---|---|");
        note("two nodes, %s".formatted(currentKeys()));
        passUntil(day(94));
        passUntilState("ES256", "retiring");
        rollBack();
        passUntil(day(200));
        revoke();
        passUntil(day(270));
        outage();
        passUntil(start.plus(YEAR));
        note("a year is over");
        summary();
        return tallies;
    }

    int issued() {
        return issued;
    }

    /// Two hours after a scheduled rotation, the old keys are wanted back.
    private void rollBack() throws Exception {
        passUntil(clock.instant().plus(Duration.ofHours(2)));
        var answer = admin().caller().json("/admin/v1/keys/rollback", "{}");
        require(answer);
        note("an administrator rolls back");
        noteMoves();
        closely(AROUND);
    }

    /// An hour after a key was prepared for it, the one that signs is revoked.
    private void revoke() throws Exception {
        require(admin().caller().json("/admin/v1/keys", "{\"alg\":\"ES256\"}"));
        note("an administrator prepares a key");
        noteMoves();
        passUntil(clock.instant().plus(Duration.ofHours(1)));
        closely(Duration.ofMinutes(11));
        var kid = signing("ES256");
        require(
                admin().caller()
                        .json("/admin/v1/keys/" + kid + "/revoke", "{\"reason\":\"stolen\"}"));
        revoked = Optional.of(new Revoked(kid, clock.instant()));
        note("an administrator revokes " + shortened(kid));
        noteMoves();
        closely(AROUND);
    }

    /// A key has been announced and is to take over within the hour: then the node that would see
    /// to it goes down, for two hours.
    private void outage() throws Exception {
        passUntilAnnounced();
        note("node 1, which has rotated so far, goes down");
        stopNode(1);
        passUntil(clock.instant().plus(OUTAGE));
        startNode(1);
        note("node 1 is back after two hours");
        closely(AROUND);
    }

    /// Lets the time pass, slowly wherever a key moves.
    private void passUntil(Instant then) throws Exception {
        while (clock.instant().isBefore(then)) {
            var next = nextMove().minus(SHORT_STEP);
            var now = clock.instant();
            if (!now.isBefore(next)) {
                closely(AROUND);
            } else {
                var step = least(LONG_STEP, Duration.between(now, next));
                pass(least(step, Duration.between(now, then)));
            }
        }
    }

    private void passUntilState(String algorithm, String state) throws Exception {
        while (keys().stream()
                .noneMatch(key ->
                        key.get("alg").equals(algorithm) && key.get("state").equals(state))) {
            passUntil(clock.instant().plus(LONG_STEP));
        }
    }

    private void passUntilAnnounced() throws Exception {
        while (keys().stream().noneMatch(key -> key.get("state").equals("announced"))) {
            passUntil(clock.instant().plus(Duration.ofMinutes(10)));
        }
    }

    private void closely(Duration time) throws Exception {
        for (var passed = Duration.ZERO;
                passed.compareTo(time) < 0;
                passed = passed.plus(SHORT_STEP)) {
            pass(SHORT_STEP);
        }
    }

    private void pass(Duration time) throws Exception {
        // In this order, since a node asks the database as soon as it sees its own clock jump.
        tellTheDatabase(clock.instant().plus(time));
        clock.advance(time);
        nodes.values().forEach(Mintmark::tend);
        nodes.values().forEach(Mintmark::tend);
        noteMoves();
        issue();
        look();
    }

    private void issue() {
        for (var algorithm : ALGORITHMS) {
            var answer =
                    clients.get(algorithm)
                            .form("/oauth2/token", "grant_type", "client_credentials");
            require(answer);
            var token = answer.text("access_token");
            alive.add(
                    new Issued(
                            token, kid(token), clock.instant(), clock.instant().plus(TOKEN_LIFE)));
            issued++;
        }
        while (!clock.instant().isBefore(alive.getFirst().until())) {
            alive.removeFirst();
        }
    }

    /// The newest, the oldest that are alive, and some from between.
    private void look() throws Exception {
        var all = List.copyOf(alive);
        var chosen = new ArrayList<Issued>();
        chosen.addAll(all.subList(0, Math.min(2, all.size())));
        chosen.addAll(all.subList(Math.max(0, all.size() - 2), all.size()));
        for (int i = 0; i < 4; i++) {
            chosen.add(all.get(random.nextInt(all.size())));
        }
        var tokens = chosen.stream().map(Issued::token).toList();
        for (var service : services) {
            var wrong = service.look(clock.instant(), tokens);
            for (int i = 0; i < wrong.size(); i++) {
                count(service, chosen.get(i), wrong.get(i));
            }
        }
    }

    private void count(Service service, Issued token, String wrong) {
        var tally = tallies.get(service.name());
        tally.looked++;
        if (revoked.isPresent() && token.kid().equals(revoked.get().kid())) {
            if (wrong.isEmpty()) {
                var since = Duration.between(revoked.get().at(), clock.instant());
                tally.latest = since.compareTo(tally.latest) > 0 ? since : tally.latest;
                // One step later at most, since nobody asks in between.
                if (since.compareTo(CACHE) > 0) {
                    tally.acceptedLate++;
                    note("%s still takes a token of the revoked key".formatted(service.name()));
                }
            }
        } else if (!wrong.isEmpty()) {
            tally.refusedGood++;
            note("%s refuses a good token: %s".formatted(service.name(), wrong));
        }
    }

    private void summary() {
        out.println();
        out.println(
                "| verifier | looked at | good ones refused | of the revoked key, last accepted | beyond the bound of 5 min |");
        out.println("|---|---|---|---|---|");
        tallies.forEach((name, tally) ->
                out.printf(
                        "| %s | %,d | %d | %d s after | %d |%n",
                        name,
                        tally.looked,
                        tally.refusedGood,
                        tally.latest.toSeconds(),
                        tally.acceptedLate));
        out.printf(
                "%n%,d tokens were issued; the key set was asked for %,d times.%n",
                issued, balancer.keySetsAskedFor());
    }

    private void noteMoves() {
        for (var key : keys()) {
            var kid = (String) key.get("kid");
            var state = (String) key.get("state");
            var before = states.put(kid, state);
            if (before != null && before.equals(state)) {
                continue;
            }
            note(
                    "%s %s: %s → %s, for %s: %s"
                            .formatted(
                                    key.get("alg"),
                                    shortened(kid),
                                    before == null ? "new" : before,
                                    state,
                                    key.get("actor"),
                                    key.get("reason")));
        }
    }

    private void note(String what) {
        var passed = Duration.between(start, clock.instant());
        out.printf(
                "| day %d, %02d:%02d | %s | %,d | %d |%n",
                passed.toDays(),
                passed.toHoursPart(),
                passed.toMinutesPart(),
                what,
                issued,
                tallies.values().stream().mapToInt(Tally::refusedGood).sum());
    }

    private String currentKeys() {
        keys().forEach(key -> states.put((String) key.get("kid"), (String) key.get("state")));
        return ALGORITHMS.stream()
                .map(algorithm -> algorithm + " " + shortened(signing(algorithm)))
                .reduce((one, other) -> one + ", " + other)
                .orElseThrow();
    }

    private String signing(String algorithm) {
        return keys().stream()
                .filter(key ->
                        key.get("alg").equals(algorithm) && key.get("state").equals("signing"))
                .map(key -> (String) key.get("kid"))
                .findFirst()
                .orElseThrow();
    }

    /// When, as things stand, the next key moves or is announced.
    private Instant nextMove() {
        var next = start.plus(YEAR).plus(YEAR);
        for (var key : keys()) {
            if (key.get("next") instanceof Map<?, ?> move) {
                var at = Instant.parse((String) move.get("at"));
                // Its successor is announced an hour before.
                next = earlier(next, at);
                if (key.get("state").equals("signing")) {
                    var announced = at.minus(Duration.ofHours(1));
                    next = announced.isAfter(clock.instant()) ? earlier(next, announced) : next;
                }
            }
        }
        return next;
    }

    private List<Map<String, Object>> keys() {
        var answer = admin().caller().get("/admin/v1/keys");
        require(answer);
        var keys = new ArrayList<Map<String, Object>>();
        for (var key : (List<?>) answer.json().get("keys")) {
            var members = new HashMap<String, Object>();
            ((Map<?, ?>) key).forEach((name, value) -> members.put((String) name, value));
            keys.add(members);
        }
        return keys;
    }

    private Admin admin() {
        return new Admin(new Caller(balancer.address()), ADMIN_KEY);
    }

    private void startNode(int number) {
        var settings =
                DataFolders.settings(
                        folder.resolve("node" + number),
                        Map.of(
                                "issuer",
                                balancer.address().toString(),
                                "database-url",
                                database.url(),
                                "master-key",
                                masterKey,
                                "admin-key",
                                ADMIN_KEY));
        var node = Mintmark.start(settings, clock);
        nodes.put(number, node);
        balancer.add(node.baseUrl());
    }

    private void stopNode(int number) {
        var node = nodes.remove(number);
        balancer.remove(node.baseUrl());
        node.close();
    }

    private void takeOverTheClock() {
        database.run("create schema sim");
        database.run("create table sim.time (at timestamptz not null)");
        database.run("insert into sim.time values (now())");
        for (var name : List.of("clock_timestamp", "now", "statement_timestamp")) {
            database.run(
                    "create function sim."
                            + name
                            + "() returns timestamptz language sql volatile"
                            + " as 'select at from sim.time'");
        }
        database.run(
                "alter role \"%s\" set search_path = public, sim, pg_catalog"
                        .formatted(database.role()));
        tellTheDatabase(clock.instant());
    }

    private void tellTheDatabase(Instant time) {
        database.run("update sim.time set at = '%s'".formatted(time));
    }

    private Instant day(int number) {
        return start.plus(Duration.ofDays(number));
    }

    private static void require(Answer answer) {
        if (answer.status() / 100 != 2) {
            throw new AssertionError(answer.status() + " " + answer.body());
        }
    }

    private static Duration least(Duration one, Duration other) {
        return one.compareTo(other) < 0 ? one : other;
    }

    private static Instant earlier(Instant one, Instant other) {
        return one.isBefore(other) ? one : other;
    }

    private static String kid(String token) {
        byte[] header = Base64.getUrlDecoder().decode(token.substring(0, token.indexOf('.')));
        return (String) Answer.parse(new String(header, UTF_8)).get("kid");
    }

    private static String shortened(String kid) {
        return kid.substring(0, 8);
    }

    @Override
    public void close() throws IOException {
        for (var service : services) {
            service.close();
        }
        nodes.values().forEach(Mintmark::close);
        balancer.close();
    }
}
