package dev.mintmark.bench;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// A real authority in a process of its own, as the launcher starts it but for the heap.
final class Authority implements AutoCloseable {
    private static final String MASTER_KEY = "yL0sUqZ3vTt7m1Kc9XbRr5GdHf2JwPoNeAa8Qi6EuYg";
    private static final String ADMIN_KEY = "an-admin-key-that-is-long-enough-for-anybody";

    private static final String READY = "ready ";

    private final Process process;
    private final Map<String, String> environment;
    private final URI address;

    private Authority(Process process, Map<String, String> environment, URI address) {
        this.process = process;
        this.environment = environment;
        this.address = address;
    }

    /// @param database empty for the embedded one
    ///
    /// @param more environment
    static Authority start(
            Path folder, String database, Map<String, String> more, List<String> java)
            throws IOException {
        var environment =
                new HashMap<>(
                        Map.of(
                                "MINTMARK_DATA", folder.resolve("data").toString(),
                                "MINTMARK_DATABASE_URL", database,
                                "MINTMARK_MASTER_KEY", MASTER_KEY,
                                "MINTMARK_ADMIN_KEY", ADMIN_KEY,
                                // Counted as always, and never reached.
                                "MINTMARK_CLIENT_LIMIT", "900000000/1m"));
        environment.putAll(more);
        var process =
                command(environment, java, "serve", "--port", "0")
                        .redirectError(folder.resolve("log").toFile())
                        .start();
        // The virtual machine may have something to say before.
        var ready =
                process.inputReader(UTF_8)
                        .lines()
                        .filter(line -> line.startsWith(READY))
                        .findFirst();
        if (ready.isEmpty()) {
            process.destroyForcibly();
            throw new IOException("the authority did not start");
        }
        var issuer = URI.create(ready.get().substring(READY.length()));
        return new Authority(
                process, environment, URI.create("http://127.0.0.1:" + issuer.getPort()));
    }

    URI address() {
        return address;
    }

    void addUser(String name, String password) throws IOException, InterruptedException {
        run(password, "user", "add", name, "--password-stdin");
    }

    void addClient(String id, String secret) throws IOException, InterruptedException {
        run(secret, "client", "add", id, "--secret-stdin");
    }

    @Override
    public void close() {
        process.destroy();
        process.onExit().join();
    }

    private void run(String typed, String... arguments) throws IOException, InterruptedException {
        var command = command(environment, List.of(), arguments);
        command.environment().put("MINTMARK_URL", address.toString());
        var running = command.redirectError(ProcessBuilder.Redirect.INHERIT).start();
        try (var in = running.outputWriter(UTF_8)) {
            in.write(typed);
        }
        var said = new String(running.getInputStream().readAllBytes(), UTF_8);
        if (running.waitFor() != 0) {
            throw new IOException("the command failed: " + said);
        }
    }

    private static ProcessBuilder command(
            Map<String, String> environment, List<String> java, String... arguments) {
        var command = new ArrayList<String>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of("--enable-native-access=ALL-UNNAMED", "-XX:+UseSerialGC"));
        command.addAll(List.of("-Xmx512m"));
        command.addAll(java);
        command.addAll(List.of("-cp", "cli/target/app/*", "dev.mintmark.cli.Main"));
        command.addAll(List.of(arguments));
        var builder = new ProcessBuilder(command);
        builder.environment().keySet().removeIf(name -> name.startsWith("MINTMARK_"));
        environment.forEach((name, value) -> {
            if (!value.isEmpty()) {
                builder.environment().put(name, value);
            }
        });
        return builder;
    }
}
