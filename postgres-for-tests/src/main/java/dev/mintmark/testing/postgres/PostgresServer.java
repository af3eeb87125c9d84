package dev.mintmark.testing.postgres;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

/// A cluster of its own on a free port of this machine: started, stopped, killed and started again
/// at will, on the same port and the same data. It and its files are gone with the process of the
/// tests.
public final class PostgresServer implements AutoCloseable {
    private static final String SUPERUSER = "postgres";
    private static final String PASSWORD = "correct-horse";
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(50);

    private final Path folder;
    private final Path binaries;
    private final Path data;
    private final int port;
    private final List<String> parameters;
    private final AtomicInteger databases = new AtomicInteger();
    private final Thread atExit = new Thread(this::remove);
    private @Nullable Process process;

    private PostgresServer(
            Path folder, Path binaries, Path data, int port, List<String> parameters) {
        this.folder = folder;
        this.binaries = binaries;
        this.data = data;
        this.port = port;
        this.parameters = parameters;
    }

    /// @param parameters settings of the server, such as `max_connections=20`
    public static PostgresServer start(Durability durability, String... parameters) {
        try {
            var folder = Commands.handOver(Files.createTempDirectory("mintmark-postgres-"));
            return start(folder, folder.resolve("data"), durability, parameters);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// With its data in a folder that is there already and outlives it, such as a mounted disk.
    public static PostgresServer startIn(Path parent, Durability durability, String... parameters) {
        try {
            var folder = Commands.handOver(Files.createTempDirectory("mintmark-postgres-"));
            Commands.handOver(parent);
            return start(folder, parent.resolve("data"), durability, parameters);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static PostgresServer start(
            Path folder, Path data, Durability durability, String... parameters)
            throws IOException {
        var all = new ArrayList<>(durability.parameters());
        all.addAll(List.of(parameters));
        var server =
                new PostgresServer(
                        folder, Binaries.in(folder.resolve("program")), data, freePort(), all);
        Runtime.getRuntime().addShutdownHook(server.atExit);
        if (!Files.exists(data)) {
            server.initialise(durability);
        }
        server.start();
        return server;
    }

    public int port() {
        return port;
    }

    /// A fresh, empty database, owned by a role that can only log in.
    public PostgresDatabase newDatabase() {
        var made = database(databases.incrementAndGet());
        try (var connection = connectAsSuperuser();
                var statement = connection.createStatement()) {
            statement.execute(
                    "create role %s login password '%s'".formatted(made.role(), made.password()));
            statement.execute("create database %s owner %s".formatted(made.name(), made.role()));
        } catch (SQLException e) {
            throw new IllegalStateException("no database could be made", e);
        }
        return made;
    }

    /// The database that was made as the first, the second, …; perhaps by a server that ran on the
    /// same folder before.
    public PostgresDatabase database(int number) {
        var name = "test" + number;
        return new PostgresDatabase(port, name, name, PASSWORD);
    }

    /// The same databases as before, whatever happened in between. Returns when it answers.
    public synchronized void start() {
        if (process != null) {
            throw new IllegalStateException("it runs already");
        }
        try {
            process =
                    Commands.asNobody(command())
                            .redirectErrorStream(true)
                            .redirectOutput(
                                    ProcessBuilder.Redirect.appendTo(
                                            folder.resolve("log").toFile()))
                            .start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        awaitAnswer(process);
    }

    /// Breaks all connections and stops in good order (a "fast" shutdown).
    public synchronized void stop() {
        signal("INT");
        awaitEnd();
    }

    /// As `kill -9`, of the server and of everything it started.
    public synchronized void kill() {
        var running = running();
        var children = running.descendants().toList();
        running.destroyForcibly();
        children.forEach(ProcessHandle::destroyForcibly);
        children.stream().map(ProcessHandle::onExit).forEach(CompletableFuture::join);
        awaitEnd();
    }

    /// Freezes it: connections stay open, and nobody answers.
    public synchronized void pause() {
        signalAll("STOP");
    }

    public synchronized void resume() {
        signalAll("CONT");
    }

    @Override
    public void close() {
        Runtime.getRuntime().removeShutdownHook(atExit);
        remove();
    }

    /// What the server wrote to its log.
    public String log() {
        try {
            return Files.readString(folder.resolve("log"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private java.sql.Connection connectAsSuperuser() throws SQLException {
        return DriverManager.getConnection(
                "jdbc:postgresql://127.0.0.1:%d/postgres".formatted(port), SUPERUSER, PASSWORD);
    }

    /// Texts are ordered as in a dictionary, which is not how Mintmark orders them: to see that it
    /// does not lean on what the cluster happens to do.
    private void initialise(Durability durability) throws IOException {
        var password = Files.writeString(folder.resolve("password"), PASSWORD + "\n");
        var command =
                new ArrayList<>(
                        List.of(
                                binaries.resolve("initdb").toString(),
                                "--pgdata=" + data,
                                "--username=" + SUPERUSER,
                                "--pwfile=" + password,
                                "--auth=scram-sha-256",
                                "--encoding=UTF8",
                                "--locale=C",
                                "--locale-provider=icu",
                                "--icu-locale=en"));
        if (durability == Durability.NONE) {
            command.add("--no-sync");
        }
        var made =
                Commands.asNobody(command)
                        .redirectErrorStream(true)
                        .redirectOutput(folder.resolve("log").toFile())
                        .start();
        Commands.expectSuccess("initdb", made);
    }

    private List<String> command() {
        var command = new ArrayList<String>();
        command.add(binaries.resolve("postgres").toString());
        command.addAll(List.of("-D", data.toString(), "-p", Integer.toString(port)));
        for (var parameter : parameters) {
            command.addAll(List.of("-c", parameter));
        }
        command.addAll(
                List.of(
                        "-c", "listen_addresses=127.0.0.1",
                        "-c", "unix_socket_directories=",
                        "-c", "max_connections=200",
                        // After a kill, one call instead of one for each of a thousand files.
                        "-c", "recovery_init_sync_method=syncfs"));
        return command;
    }

    private void awaitAnswer(Process started) {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (true) {
            try {
                connectAsSuperuser().close();
                return;
            } catch (SQLException e) {
                if (!started.isAlive() || System.nanoTime() > deadline) {
                    throw new IllegalStateException("PostgreSQL did not start: " + log(), e);
                }
                LockSupport.parkNanos(BETWEEN_LOOKS.toNanos());
            }
        }
    }

    private void awaitEnd() {
        try {
            if (!running().waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
                throw new IllegalStateException("PostgreSQL did not stop: " + log());
            }
            process = null;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while PostgreSQL stopped", e);
        }
    }

    /// The parent first, or it would have another child before it hears of it.
    private void signalAll(String name) {
        var running = running();
        signal(name, running.pid());
        running.descendants().filter(ProcessHandle::isAlive).forEach(child -> tell(name, child));
    }

    private void signal(String name) {
        signal(name, running().pid());
    }

    private static void signal(String name, long pid) {
        try {
            Commands.expectSuccess("kill", kill(name, pid));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// A child may end at any moment, and then need not be told.
    private static void tell(String name, ProcessHandle child) {
        try {
            kill(name, child.pid()).onExit().join();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Process kill(String name, long pid) throws IOException {
        return new ProcessBuilder("kill", "-" + name, Long.toString(pid)).start();
    }

    private Process running() {
        if (process == null) {
            throw new IllegalStateException("it does not run");
        }
        return process;
    }

    private synchronized void remove() {
        if (process != null) {
            kill();
        }
        try (var files = Files.walk(folder)) {
            files.sorted(Comparator.reverseOrder()).forEach(PostgresServer::delete);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void delete(Path file) {
        try {
            Files.delete(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
