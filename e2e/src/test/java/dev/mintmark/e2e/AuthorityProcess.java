package dev.mintmark.e2e;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/// A real authority in a process of its own. It lives until it is stopped, killed or closed.
final class AuthorityProcess implements AutoCloseable {
    private final Process process;
    private final Path data;
    private final Path log;
    private final Map<String, String> environment;
    private final URI issuer;

    private AuthorityProcess(
            Process process, Path data, Path log, Map<String, String> environment, URI issuer) {
        this.process = process;
        this.data = data;
        this.log = log;
        this.environment = environment;
        this.issuer = issuer;
    }

    /// Starts one on any free port; it answers when this returns.
    static AuthorityProcess serve(Path data) {
        return serve(data, Map.of());
    }

    static AuthorityProcess serve(Path data, Map<String, String> environment) {
        return serve(data, patient(environment), 0);
    }

    /// Tests ask, and are refused, more often than people: unless they say otherwise, nobody has to
    /// wait.
    private static Map<String, String> patient(Map<String, String> environment) {
        var all = new HashMap<String, String>();
        all.put("MINTMARK_SIGN_IN_BRAKES", "off");
        all.put("MINTMARK_REFUSAL_LIMIT", "none");
        all.putAll(environment);
        return Map.copyOf(all);
    }

    private static AuthorityProcess serve(Path data, Map<String, String> environment, int port) {
        var log = data.resolveSibling(data.getFileName() + ".log");
        try {
            var process =
                    Application.command(
                                    environment,
                                    "serve",
                                    "--port",
                                    Integer.toString(port),
                                    "--data",
                                    data.toString())
                            .redirectError(Redirect.appendTo(log.toFile()))
                            .start();
            var ready = "ready ";
            var line = firstLine(process.inputReader(UTF_8));
            if (line == null || !line.startsWith(ready)) {
                process.destroyForcibly();
                throw new AssertionError("not ready but " + line + "; " + Files.readString(log));
            }
            var issuer = URI.create(line.substring(ready.length()));
            return new AuthorityProcess(process, data, log, environment, issuer);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String firstLine(BufferedReader out) {
        return CompletableFuture.supplyAsync(
                        () -> {
                            try {
                                return out.readLine();
                            } catch (IOException e) {
                                throw new UncheckedIOException(e);
                            }
                        })
                .orTimeout(3, TimeUnit.MINUTES)
                .join();
    }

    /// Another one on the same directory and the same port, as a supervisor would start it.
    AuthorityProcess again() {
        return serve(data, environment, issuer.getPort());
    }

    /// `kill -9`.
    void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    /// `SIGTERM`, without waiting for what comes of it.
    void terminate() {
        process.destroy();
    }

    int exitCode() throws InterruptedException {
        if (!process.waitFor(1, TimeUnit.MINUTES)) {
            throw new AssertionError("still running; " + log());
        }
        return process.exitValue();
    }

    URI issuer() {
        return issuer;
    }

    Caller caller() {
        return new Caller(issuer);
    }

    /// As its administrator.
    Admin admin() {
        return new Admin(caller(), adminKey());
    }

    String adminKey() {
        return read(data.resolve("admin.key")).strip();
    }

    Path data() {
        return data;
    }

    /// Everything it wrote to standard error, and those before it on this directory.
    String log() {
        return read(log);
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        process.destroyForcibly().onExit().join();
    }
}
