package dev.mintmark.bench.revocation;

import dev.mintmark.testing.postgres.Durability;
import dev.mintmark.testing.postgres.PostgresServer;
import dev.mintmark.verifier.revocation.StalePolicy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;

/// `bench/revocation [key=value]…` prints a table in Markdown, in less than three minutes.
///
/// Keys: `services` (attached to one node), `rounds` (sessions that another node revokes). A time
/// begins when the revocation has been acknowledged, and ends when a service refuses the token.
/// Everything runs in one process, beside a PostgreSQL that waits for its disk.
public final class RevocationBench {
    private static final Duration STALENESS = Duration.ofSeconds(60);
    private static final Duration SHORT_STALENESS = Duration.ofSeconds(15);
    private static final int FEW = 10;

    private final int count;
    private final int rounds;

    private RevocationBench(int count, int rounds) {
        this.count = count;
        this.rounds = rounds;
    }

    public static void main(String[] args) throws Exception {
        var options = new HashMap<String, String>();
        Arrays.stream(args)
                .map(arg -> arg.split("=", 2))
                .forEach(pair -> options.put(pair[0], pair[1]));
        var bench =
                new RevocationBench(
                        Integer.parseInt(options.getOrDefault("services", "100")),
                        Integer.parseInt(options.getOrDefault("rounds", "100")));
        System.out.println("| what | samples | p50 ms | p99 ms | longest ms |");
        System.out.println("|---|---|---|---|---|");
        bench.run();
        System.exit(0);
    }

    private void run() throws IOException, InterruptedException {
        var folder = Files.createTempDirectory("mintmark-bench-");
        try (var server = PostgresServer.start(Durability.FULL)) {
            try (var nodes = Nodes.start(folder.resolve("on"), server.newDatabase(), true)) {
                var person = Person.at(nodes.address(1));
                stream("stream of another node, NOTIFY on", nodes, person);
                streamCut(nodes, person);
                authorityDead(nodes, person);
            }
            try (var nodes = Nodes.start(folder.resolve("off"), server.newDatabase(), false)) {
                var person = Person.at(nodes.address(1));
                stream("stream of another node, NOTIFY off", nodes, person);
            }
        } finally {
            delete(folder);
        }
    }

    private void stream(String what, Nodes nodes, Person person)
            throws IOException, InterruptedException {
        try (var services = services(count, nodes, 2, StalePolicy.FAIL_CLOSED, STALENESS)) {
            var times = new ArrayList<Double>();
            for (int i = 0; i < rounds; i++) {
                var session = person.signIn();
                services.awaitTrust(session.access());
                person.revoke(session);
                times.addAll(services.millisUntilRefused(session.access()));
            }
            report(what, times);
        }
    }

    /// The node whose stream they follow is gone; the lists are still there.
    private static void streamCut(Nodes nodes, Person person)
            throws IOException, InterruptedException {
        try (var services = services(FEW, nodes, 3, StalePolicy.FAIL_CLOSED, STALENESS)) {
            var session = person.signIn();
            services.awaitTrust(session.access());
            nodes.stop(3);
            person.revoke(session);
            report("stream cut, lists only", services.millisUntilRefused(session.access()));
        }
    }

    /// Everybody is gone. What services may not know any more, they refuse to judge, or go on.
    private static void authorityDead(Nodes nodes, Person person)
            throws IOException, InterruptedException {
        var session = person.signIn();
        try (var closed = services(FEW, nodes, 2, StalePolicy.FAIL_CLOSED, SHORT_STALENESS);
                var open =
                        services(FEW, nodes, 2, StalePolicy.FAIL_OPEN_UNTIL_EXP, SHORT_STALENESS)) {
            closed.awaitTrust(session.access());
            open.awaitTrust(session.access());
            nodes.stop(1);
            nodes.stop(2);
            // Not measured: the nodes may take longer to stop than services wait.
            closed.awaitStandstill(session.access());
            System.out.printf(
                    "| authority dead, FAIL_CLOSED after %d s | %d | stand still | | |%n",
                    SHORT_STALENESS.toSeconds(), FEW);
            System.out.printf(
                    "| authority dead, FAIL_OPEN_UNTIL_EXP | %d | %s | | |%n",
                    FEW, open.allTrust(session.access()) ? "go on" : "REFUSE");
        }
    }

    private static Services services(
            int count, Nodes nodes, int stream, StalePolicy policy, Duration staleness) {
        return new Services(count, nodes.issuer(), nodes.address(stream), policy, staleness);
    }

    private static void report(String what, List<Double> times) {
        var sorted = times.stream().sorted().toList();
        System.out.printf(
                "| %s | %,d | %.1f | %.1f | %.1f |%n",
                what,
                sorted.size(),
                sorted.get(sorted.size() / 2),
                sorted.get(Math.min(sorted.size() - 1, sorted.size() * 99 / 100)),
                sorted.getLast());
    }

    private static void delete(Path folder) throws IOException {
        try (var files = Files.walk(folder)) {
            for (var file : files.sorted(java.util.Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
