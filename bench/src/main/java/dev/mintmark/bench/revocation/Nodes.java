package dev.mintmark.bench.revocation;

import dev.mintmark.server.Mintmark;
import dev.mintmark.server.config.Loading;
import dev.mintmark.server.config.Settings;
import dev.mintmark.testing.postgres.PostgresDatabase;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Three authorities over one database. The issuer's name is the address of the second, so that
/// lists and keys come from there.
final class Nodes implements AutoCloseable {
    static final String ADMIN_KEY = "an-admin-key-that-is-long-enough-for-anybody";

    private final URI issuer;
    private final List<Mintmark> running = new ArrayList<>();

    private Nodes(URI issuer) {
        this.issuer = issuer;
    }

    static Nodes start(Path folder, PostgresDatabase database, boolean notify) throws IOException {
        int port = freePort();
        var nodes = new Nodes(URI.create("http://localhost:" + port));
        for (int i = 1; i <= 3; i++) {
            var settings = new HashMap<String, String>();
            settings.put("MINTMARK_ISSUER", nodes.issuer.toString());
            settings.put("MINTMARK_PORT", i == 2 ? Integer.toString(port) : "0");
            settings.put("MINTMARK_DATA", folder.resolve("node" + i).toString());
            settings.put("MINTMARK_DATABASE_URL", database.url());
            settings.put("MINTMARK_DATABASE_NOTIFY", notify ? "on" : "off");
            settings.put("MINTMARK_MASTER_KEY", "yL0sUqZ3vTt7m1Kc9XbRr5GdHf2JwPoNeAa8Qi6EuYg");
            settings.put("MINTMARK_ADMIN_KEY", ADMIN_KEY);
            nodes.running.add(Mintmark.start(read(settings), InstantSource.system()));
        }
        return nodes;
    }

    URI issuer() {
        return issuer;
    }

    URI address(int number) {
        return running.get(number - 1).baseUrl();
    }

    void stop(int number) {
        running.get(number - 1).close();
    }

    private static Settings read(Map<String, String> settings) {
        return switch (Settings.load(Map.of(), settings)) {
            case Loading.Loaded(var loaded, _) -> loaded;
            case Loading.Invalid(var problems) -> throw new IllegalArgumentException("" + problems);
        };
    }

    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    @Override
    public void close() {
        running.forEach(Mintmark::close);
    }
}
