package dev.mintmark.cli;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// A real HTTP server that says what an authority would say, and remembers what it was asked.
final class AdminApiStandIn implements AutoCloseable {
    static final String KEY = "mm_ak_key-of-the-stand-in-authority";

    record Asked(String line, String body) {}

    private record Reply(int status, String body) {}

    private final HttpServer server;
    private final Map<String, Reply> replies = new HashMap<>();
    private final List<Asked> asked = new ArrayList<>();

    private final boolean isPublic;

    AdminApiStandIn() throws IOException {
        this(false);
    }

    /// One that asks for no key, like the public documents of an issuer.
    static AdminApiStandIn open() throws IOException {
        return new AdminApiStandIn(true);
    }

    private AdminApiStandIn(boolean isPublic) throws IOException {
        this.isPublic = isPublic;
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::answer);
        server.start();
    }

    /// @param line method and path as they stand in the request
    AdminApiStandIn on(String line, int status, String body) {
        replies.put(line, new Reply(status, body));
        return this;
    }

    String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    synchronized Asked lastAsked() {
        return asked.getLast();
    }

    synchronized boolean wasAskedNothing() {
        return asked.isEmpty();
    }

    private synchronized void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            var line = exchange.getRequestMethod() + " " + exchange.getRequestURI();
            var body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            asked.add(new Asked(line, body));
            send(exchange, (isPublic || authorised(exchange)) ? reply(line) : NO_KEY);
        }
    }

    private static final Reply NO_KEY =
            new Reply(
                    401,
                    """
                    {"title":"Unauthorized","detail":"The admin key is not valid.","code":"admin_key_invalid"}\
                    """);

    private Reply reply(String line) {
        return replies.getOrDefault(line, new Reply(404, ""));
    }

    private static boolean authorised(HttpExchange exchange) {
        return ("Bearer " + KEY).equals(exchange.getRequestHeaders().getFirst("Authorization"));
    }

    private static void send(HttpExchange exchange, Reply reply) throws IOException {
        var bytes = reply.body().getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(reply.status(), bytes.length == 0 ? -1 : bytes.length);
        exchange.getResponseBody().write(bytes);
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
