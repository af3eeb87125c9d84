package dev.mintmark.cli.demo;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;

import dev.mintmark.verifier.KeySource;
import dev.mintmark.verifier.RemoteKeys;
import dev.mintmark.verifier.Verdict;
import dev.mintmark.verifier.Verifier;
import dev.mintmark.verifier.json.JsonWriter;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/// A service of somebody's: `GET /orders`, for bearers of a token meant for `api`. It knows the
/// issuer's address and nothing else; the verifier finds the keys and checks every request here,
/// without asking the authority.
final class Orders implements AutoCloseable {
    private final HttpServer server;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final RemoteKeys keys;
    private final Verifier verifier;

    /// @param clock of the tour, which is moved
    Orders(URI issuer, String audience, InstantSource clock) throws IOException {
        keys = KeySource.discoveredFrom(issuer).withClock(clock);
        verifier = Verifier.forIssuer(issuer, audience, keys).withClock(clock);
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/orders", this::answer);
        server.setExecutor(threads);
        server.start();
    }

    URI address() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/orders");
    }

    @Override
    public void close() {
        server.stop(0);
        threads.close();
        verifier.close();
        keys.close();
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            var header = exchange.getRequestHeaders().getFirst("Authorization");
            if (header == null || !header.startsWith("Bearer ")) {
                exchange.getResponseHeaders().add("WWW-Authenticate", "Bearer realm=\"orders\"");
                send(exchange, 401, new JsonWriter().beginObject().endObject());
                return;
            }
            switch (verifier.verify(header.substring("Bearer ".length()))) {
                case Verdict.Trusted token ->
                        send(
                                exchange,
                                200,
                                new JsonWriter()
                                        .beginObject()
                                        .field("orders_of", token.subject())
                                        .field("orders", List.of("a kettle", "two cups"))
                                        .endObject());
                case Verdict.Refused(var reason, _) -> {
                    exchange.getResponseHeaders()
                            .add(
                                    "WWW-Authenticate",
                                    "Bearer realm=\"orders\", error=\"invalid_token\"");
                    // A real service keeps the reason to its log; the tour wants to show it.
                    send(
                            exchange,
                            401,
                            new JsonWriter()
                                    .beginObject()
                                    .field("reason", reason.code())
                                    .endObject());
                }
                case Verdict.Unavailable _ ->
                        send(exchange, 503, new JsonWriter().beginObject().endObject());
            }
        }
    }

    private static void send(HttpExchange exchange, int status, JsonWriter json)
            throws IOException {
        byte[] body = json.toBytes();
        exchange.getResponseHeaders().add("Content-Type", "application/json");
        exchange.sendResponseHeaders(status, body.length);
        exchange.getResponseBody().write(body);
    }
}
