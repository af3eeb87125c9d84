package dev.mintmark.e2e.chaos;

import dev.mintmark.e2e.Caller;
import dev.mintmark.e2e.Eventually;
import dev.mintmark.e2e.web.Certificate;
import dev.mintmark.e2e.web.Programs;
import dev.mintmark.e2e.web.ProxyProcess;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/// HAProxy with the configuration that `examples/cluster` has for it. What differs from place to
/// place is changed, and nothing else: addresses, ports, and where the certificate is.
record Balancer(ProxyProcess process, int port, int statusPort) implements AutoCloseable {
    private static final Path EXAMPLE = Path.of("../examples/cluster/haproxy.cfg");

    /// @param nodes their ports
    static Balancer start(Path folder, List<Integer> nodes)
            throws IOException, InterruptedException {
        var haproxy = Programs.need("haproxy");
        var tls = Certificate.make(folder, "localhost");
        var both =
                Files.writeString(
                        folder.resolve("both.pem"),
                        Files.readString(tls.certificate()) + Files.readString(tls.key()));
        int port = ProxyProcess.freePort();
        int statusPort = ProxyProcess.freePort();
        var text =
                Files.readString(EXAMPLE)
                        .replace("bind :443", "bind 127.0.0.1:" + port)
                        .replace("/etc/tls/id.example.com.pem", both.toString())
                        .replace("127.0.0.1:8404", "127.0.0.1:" + statusPort);
        for (int number = 1; number <= nodes.size(); number++) {
            text =
                    text.replace(
                            "10.0.0.%d:9400".formatted(number),
                            "127.0.0.1:" + nodes.get(number - 1));
        }
        var file = Files.writeString(folder.resolve("haproxy.cfg"), text);
        var command = new ProcessBuilder(haproxy.toString(), "-db", "-f", file.toString());
        return new Balancer(
                ProxyProcess.start(command, port, folder.resolve("haproxy.log")), port, statusPort);
    }

    URI address() {
        return URI.create("https://localhost:" + port);
    }

    /// Waits until so many nodes take requests.
    void awaitInUse(int nodes) {
        var status = new Caller(URI.create("http://127.0.0.1:" + statusPort));
        Eventually.holds(() -> inUse(status) == nodes);
    }

    private static long inUse(Caller status) {
        try {
            return status.get("/nodes;csv")
                    .body()
                    .lines()
                    .filter(line -> line.startsWith("authorities,node") && line.contains(",UP,"))
                    .count();
        } catch (UncheckedIOException _) {
            return 0;
        }
    }

    @Override
    public void close() {
        process.close();
    }
}
