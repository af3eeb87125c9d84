package dev.mintmark.e2e.chaos;

import dev.mintmark.testing.postgres.Durability;
import dev.mintmark.testing.postgres.PostgresDatabase;
import dev.mintmark.testing.postgres.PostgresServer;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Authorities over one PostgreSQL, each in a process of its own.
final class Cluster implements AutoCloseable {
    private static final String ADMIN_KEY = "an-admin-key-that-is-long-enough-for-anybody";

    private final Path folder;
    private final PostgresServer server;
    private final PostgresDatabase database;
    private final List<Node> nodes;

    private Cluster(
            Path folder, PostgresServer server, PostgresDatabase database, List<Node> nodes) {
        this.folder = folder;
        this.server = server;
        this.database = database;
        this.nodes = nodes;
    }

    /// @param near where data and logs of the nodes go, in a folder of their own
    /// @param settings more of them, as environment variables
    static Cluster start(int size, Path near, Map<String, String> settings) throws IOException {
        var folder = Files.createTempDirectory(Files.createDirectories(near), "chaos-nodes-");
        var server = PostgresServer.start(Durability.FULL);
        var database = server.newDatabase();
        var environment = new HashMap<>(settings);
        environment.put("MINTMARK_ISSUER", "https://id.example.com");
        environment.put("MINTMARK_DATABASE_URL", database.url());
        environment.put("MINTMARK_MASTER_KEY", masterKey());
        environment.put("MINTMARK_ADMIN_KEY", ADMIN_KEY);
        // All devices have one address, and thieves among them.
        environment.put("MINTMARK_SIGN_IN_BRAKES", "off");
        environment.put("MINTMARK_REFUSAL_LIMIT", "none");
        environment.put("JDK_JAVA_OPTIONS", "-Xmx256m");
        var nodes = new ArrayList<Node>();
        var cluster = new Cluster(folder, server, database, nodes);
        try {
            for (int i = 1; i <= size; i++) {
                nodes.add(Node.start(folder.resolve("node" + i), environment));
            }
            for (var node : nodes) {
                if (!node.awaitReady()) {
                    throw new IOException("a node does not start; see " + folder);
                }
            }
            return cluster;
        } catch (IOException | RuntimeException e) {
            nodes.forEach(Node::kill);
            server.close();
            throw e;
        }
    }

    int size() {
        return nodes.size();
    }

    int port(int node) {
        return node(node).port();
    }

    /// @param number from 1 on
    Node node(int number) {
        return nodes.get(number - 1);
    }

    PostgresServer server() {
        return server;
    }

    PostgresDatabase database() {
        return database;
    }

    /// The value of a header that administrators send.
    String administrator() {
        return "Bearer " + ADMIN_KEY;
    }

    /// Where the logs of the nodes are.
    Path folder() {
        return folder;
    }

    private static String masterKey() {
        var key = new byte[32];
        new SecureRandom().nextBytes(key);
        return Base64.getEncoder().encodeToString(key);
    }

    @Override
    public void close() {
        nodes.forEach(Node::kill);
        server.close();
    }
}
