package dev.mintmark.testkit;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/// A real HTTP server on loopback that counts, and fails when told to.
final class IssuerServer implements AutoCloseable {

    /// More than any verifier should read.
    private static final int HUGE_BYTES = 64 * 1024 * 1024;

    private final HttpServer server;
    private final ExecutorService threads =
            Executors.newCachedThreadPool(task -> {
                var thread = new Thread(task, "mintmark-test-issuer");
                thread.setDaemon(true);
                return thread;
            });
    private final Map<String, AtomicInteger> requests = new ConcurrentHashMap<>();
    private volatile @Nullable Fault fault;
    private volatile @Nullable Hold hold;

    IssuerServer() {
        try {
            server =
                    HttpServer.create(
                            new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException("no port on loopback", e);
        }
        server.setExecutor(threads);
    }

    void start() {
        server.start();
    }

    URI uri() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    /// Serves exactly this path; the handler need not close the exchange.
    void serve(String path, HttpHandler handler) {
        server.createContext(path, exchange -> answer(path, exchange, handler));
    }

    int requestsFor(String path) {
        var count = requests.get(path);
        return count == null ? 0 : count.get();
    }

    @Nullable Fault fault() {
        return fault;
    }

    void fail(Fault changed) {
        fault = changed;
    }

    Hold hold() {
        var started = new Hold();
        hold = started;
        return started;
    }

    void recover() {
        fault = null;
        var held = hold;
        if (held != null) {
            held.close();
        }
        hold = null;
    }

    void reset() {
        recover();
        requests.clear();
    }

    private void answer(String path, HttpExchange exchange, HttpHandler handler)
            throws IOException {
        try (exchange) {
            if (!exchange.getRequestURI().getPath().equals(path)) {
                exchange.sendResponseHeaders(404, -1);
                return;
            }
            requests.computeIfAbsent(path, each -> new AtomicInteger()).incrementAndGet();
            var held = hold;
            if (held != null) {
                held.pass();
            }
            var current = fault;
            if (current == null || current == Fault.NO_KEYS) {
                handler.handle(exchange);
            } else {
                fail(current, exchange);
            }
        }
    }

    private static void fail(Fault fault, HttpExchange exchange) throws IOException {
        switch (fault) {
            case SERVER_ERROR -> exchange.sendResponseHeaders(500, -1);
            case NOT_JSON -> send(exchange, 200, "<p>down for maintenance</p>");
            case HUGE -> {
                exchange.sendResponseHeaders(200, HUGE_BYTES);
                var piece = " ".repeat(8192).getBytes(UTF_8);
                for (int sent = 0; sent < HUGE_BYTES; sent += piece.length) {
                    exchange.getResponseBody().write(piece);
                }
            }
            case DOWN, NO_KEYS -> {
                // Closing without an answer is all there is to it.
            }
        }
    }

    static void send(HttpExchange exchange, int status, String body) throws IOException {
        byte[] bytes = body.getBytes(UTF_8);
        exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
        exchange.getResponseBody().write(bytes);
    }

    @Override
    public void close() {
        recover();
        server.stop(0);
        threads.shutdownNow();
    }
}
