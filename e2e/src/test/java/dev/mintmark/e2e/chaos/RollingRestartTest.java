package dev.mintmark.e2e.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mintmark.e2e.Answer;
import dev.mintmark.e2e.Caller;
import dev.mintmark.e2e.Eventually;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;

/// Three nodes over one PostgreSQL are stopped and started one after the other, as for a new
/// version, while devices refresh all the time.
@Timeout(300)
class RollingRestartTest {
    private static final int NODES = 3;
    private static final int DEVICES = 12;
    private static final String PASSWORD = "correct horse battery";

    @TempDir private Path folder;

    /// Refreshes without a pause. What got no answer, or was put off, it asks again, at the next
    /// address: that is all that the contract asks of a client.
    private static final class Client {
        private final List<Caller> addresses;
        private final List<String> tokens = new ArrayList<>();
        private final List<String> again = new ArrayList<>();
        private volatile int rotations;
        private int turn;

        Client(List<Caller> addresses, int turn) {
            this.addresses = addresses;
            this.turn = turn;
        }

        void signsIn() {
            var answer = next().signIn("ann", PASSWORD);
            assertThat(answer.status()).as(answer.body()).isEqualTo(200);
            tokens.add(answer.text("refresh_token"));
        }

        void refreshes() {
            while (true) {
                var answer = asks();
                if (answer.isPresent()) {
                    assertThat(answer.get().status()).as(answer.get().body()).isEqualTo(200);
                    tokens.add(answer.get().text("refresh_token"));
                    rotations = tokens.size() - 1;
                    return;
                }
            }
        }

        /// Empty when there was no answer, or none yet.
        private Optional<Answer> asks() {
            try {
                var answer = next().refresh(tokens.getLast());
                if (answer.status() != 503) {
                    return Optional.of(answer);
                }
                again.add("503 " + answer.body());
            } catch (UncheckedIOException e) {
                again.add(String.valueOf(e.getCause()));
            }
            return Optional.empty();
        }

        private Caller next() {
            turn++;
            return addresses.get(turn % addresses.size());
        }
    }

    @Test
    void clients_that_go_on_to_the_next_node_lose_nothing() throws Exception {
        try (var cluster = cluster()) {
            restartOneByOne(cluster, nodes(cluster), () -> {});
        }
    }

    @Test
    void behind_haproxy_clients_lose_nothing_either() throws Exception {
        try (var cluster = cluster();
                var proxy = Balancer.start(folder, ports(cluster))) {
            proxy.awaitInUse(NODES);

            restartOneByOne(
                    cluster, List.of(new Caller(proxy.address())), () -> proxy.awaitInUse(NODES));
        }
    }

    private Cluster cluster() throws IOException {
        return Cluster.start(NODES, folder, Map.of());
    }

    private static List<Integer> ports(Cluster cluster) {
        var ports = new ArrayList<Integer>();
        for (int number = 1; number <= cluster.size(); number++) {
            ports.add(cluster.port(number));
        }
        return ports;
    }

    private static List<Caller> nodes(Cluster cluster) {
        return ports(cluster).stream()
                .map(port -> new Caller(URI.create("http://127.0.0.1:" + port)))
                .toList();
    }

    /// @param awaitBack returns when the node that was restarted last is in use again
    private static void restartOneByOne(Cluster cluster, List<Caller> addresses, Runnable awaitBack)
            throws Exception {
        var clients = clients(cluster, addresses);
        var isOver = new AtomicBoolean();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var running = new ArrayList<Future<?>>();
            for (var client : clients) {
                running.add(
                        threads.submit(() -> {
                            while (!isOver.get()) {
                                client.refreshes();
                            }
                        }));
            }
            try {
                for (int number = 1; number <= NODES; number++) {
                    awaitProgress(clients, running);
                    cluster.node(number).stop();
                    awaitProgress(clients, running);
                    cluster.node(number).startAgain();
                    awaitBack.run();
                }
                awaitProgress(clients, running);
            } finally {
                isOver.set(true);
            }
            for (var one : running) {
                one.get();
            }
        }
        assertNothingIsLost(cluster, clients);
        int rotations = clients.stream().mapToInt(client -> client.rotations).sum();
        var again = clients.stream().flatMap(client -> client.again.stream()).toList();
        System.out.printf(
                "%,d refreshes during a rolling restart, %d had to be asked for again%n",
                rotations, again.size());
        again.stream().distinct().forEach(System.out::println);
    }

    private static List<Client> clients(Cluster cluster, List<Caller> addresses) {
        var administrator = new Caller(nodes(cluster).getFirst().base(), cluster.administrator());
        var body = "{\"name\":\"ann\",\"password\":\"%s\"}".formatted(PASSWORD);
        assertThat(administrator.json("/admin/v1/users", body).status()).isEqualTo(201);
        var clients = new ArrayList<Client>();
        for (int i = 0; i < DEVICES; i++) {
            var client = new Client(addresses, i);
            client.signsIn();
            clients.add(client);
        }
        return clients;
    }

    /// Until every client has got further, so that all of them saw the cluster as it is now.
    private static void awaitProgress(List<Client> clients, List<Future<?>> running)
            throws ExecutionException, InterruptedException {
        var goals = clients.stream().map(client -> client.rotations + 5).toList();
        for (int i = 0; i < clients.size(); i++) {
            var client = clients.get(i);
            var work = running.get(i);
            int goal = goals.get(i);
            Eventually.holds(() -> client.rotations >= goal || work.isDone());
            if (work.isDone()) {
                work.get();
            }
        }
    }

    /// No token was given twice, the newest is good on every node, and an old one is still known as
    /// old.
    private static void assertNothingIsLost(Cluster cluster, List<Client> clients)
            throws IOException {
        for (var client : clients) {
            assertThat(client.tokens).doesNotHaveDuplicates();
            for (var node : nodes(cluster)) {
                var answer = node.refresh(client.tokens.getLast());
                assertThat(answer.status()).as(answer.body()).isEqualTo(200);
                client.tokens.add(answer.text("refresh_token"));
            }
        }
        for (int number = 1; number <= cluster.size(); number++) {
            assertThat(Files.readString(cluster.folder().resolve("node" + number + ".log")))
                    .doesNotContain("\"level\":\"error\"", "reused");
        }
        var thief = clients.getFirst().tokens;
        var old = nodes(cluster).getFirst().refresh(thief.get(thief.size() / 2));
        assertThat(old.error()).isEqualTo("invalid_grant");
    }
}
