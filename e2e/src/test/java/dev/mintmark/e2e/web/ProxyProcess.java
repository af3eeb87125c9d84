package dev.mintmark.e2e.web;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/// A proxy that runs in the foreground, in a process of its own.
public final class ProxyProcess implements AutoCloseable {
    private final Process process;

    private ProxyProcess(Process process) {
        this.process = process;
    }

    /// Returns when it takes connections.
    public static ProxyProcess start(ProcessBuilder command, int port, Path log)
            throws IOException {
        var process = command.redirectErrorStream(true).redirectOutput(log.toFile()).start();
        var proxy = new ProxyProcess(process);
        long deadline = System.nanoTime() + Duration.ofMinutes(1).toNanos();
        while (!accepts(port)) {
            if (!process.isAlive() || System.nanoTime() > deadline) {
                proxy.close();
                throw new AssertionError("no proxy: " + Files.readString(log));
            }
            LockSupport.parkNanos(Duration.ofMillis(10).toNanos());
        }
        return proxy;
    }

    /// Which nobody listens on; programs that take no port 0 have to be told one.
    public static int freePort() throws IOException {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private static boolean accepts(int port) {
        try (var socket = new Socket()) {
            socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 1_000);
            return true;
        } catch (IOException _) {
            return false;
        }
    }

    @Override
    public void close() {
        process.destroy();
        process.onExit().join();
    }
}
