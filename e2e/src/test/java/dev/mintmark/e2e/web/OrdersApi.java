package dev.mintmark.e2e.web;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;

/// The application behind the proxy. It believes what the proxy tells it, as such applications do,
/// and remembers every request that reached it.
final class OrdersApi implements AutoCloseable {
    private final HttpServer server;
    private final List<Seen> seen = new CopyOnWriteArrayList<>();
    private final Map<String, List<String>> orders = new ConcurrentHashMap<>();

    /// One request that was let through.
    record Seen(String method, String target, Headers headers) {
        String header(String name) {
            return headers.getOrDefault(name, List.of()).stream().reduce("", (a, b) -> a + b);
        }

        String token() {
            return header("Authorization").replaceFirst("^Bearer ", "");
        }
    }

    OrdersApi() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/", this::handle);
        server.start();
    }

    int port() {
        return server.getAddress().getPort();
    }

    List<Seen> seen() {
        return List.copyOf(seen);
    }

    Seen last() {
        return seen.getLast();
    }

    /// Everything that was ever ordered, by whomever.
    List<String> ordered() {
        return orders.values().stream().flatMap(List::stream).toList();
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            var request =
                    new Seen(
                            exchange.getRequestMethod(),
                            exchange.getRequestURI().toString(),
                            exchange.getRequestHeaders());
            seen.add(request);
            var body = new String(exchange.getRequestBody().readAllBytes(), UTF_8);
            var whose = request.header("X-Auth-Subject");
            var mine = orders.computeIfAbsent(whose, _ -> new CopyOnWriteArrayList<>());
            switch (request.method()) {
                case "GET", "HEAD" ->
                        answer(
                                exchange,
                                200,
                                "{\"of\":\""
                                        + whose
                                        + "\",\"orders\":["
                                        + String.join(",", mine)
                                        + "]}");
                default -> {
                    mine.add(body);
                    answer(exchange, 201, body);
                }
            }
        }
    }

    private static void answer(HttpExchange exchange, int status, String json) throws IOException {
        byte[] body = json.getBytes(UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.getResponseHeaders().set("Cache-Control", "no-store");
        boolean head = exchange.getRequestMethod().equals("HEAD");
        exchange.sendResponseHeaders(status, head || body.length == 0 ? -1 : body.length);
        if (!head) {
            exchange.getResponseBody().write(body);
        }
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
