package dev.mintmark.e2e.chaos;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.mintmark.e2e.Application;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/// An authority in a process of its own, killed and started again on the same port.
final class Node {
    private final Path data;
    private final Path log;
    private final Map<String, String> environment;
    private final int port;
    private volatile Process process;

    private Node(Path data, Map<String, String> environment, int port, Process process) {
        this.data = data;
        this.log = log(data);
        this.environment = environment;
        this.port = port;
        this.process = process;
    }

    /// Starts one, without waiting until it answers.
    static Node start(Path data, Map<String, String> environment) {
        int port = freePort();
        return new Node(data, environment, port, process(data, log(data), environment, port));
    }

    private static Path log(Path data) {
        return data.resolveSibling(data.getFileName() + ".log");
    }

    private static Process process(Path data, Path log, Map<String, String> environment, int port) {
        try {
            return Application.command(
                            environment,
                            "serve",
                            "--port",
                            Integer.toString(port),
                            "--data",
                            data.toString())
                    .redirectError(Redirect.appendTo(log.toFile()))
                    .start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// @return whether it answers now; else it has ended, for want of a database
    boolean awaitReady() {
        var line = process.inputReader(UTF_8);
        try {
            var first = line.readLine();
            return first != null && first.startsWith("ready ");
        } catch (IOException _) {
            return false;
        }
    }

    /// As a supervisor would: again and again, until it answers.
    void startAgain() {
        do {
            process = process(data, log, environment, port);
        } while (!awaitReady());
    }

    /// `kill -9`.
    void kill() {
        process.destroyForcibly().onExit().join();
    }

    /// `SIGTERM`, and all the time it needs.
    void stop() {
        process.destroy();
        try {
            if (!process.waitFor(1, TimeUnit.MINUTES)) {
                throw new IllegalStateException("a node does not stop; see " + log);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }

    int port() {
        return port;
    }

    private static int freePort() {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
