package dev.mintmark.e2e;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;

import dev.mintmark.verifier.Verdict;
import dev.mintmark.verifier.Verifier;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;

/// Somebody's service that lets our verifier guard its door (RFC 6750).
final class ProtectedResource implements AutoCloseable {
    private final HttpServer server;
    private final Verifier verifier;

    ProtectedResource(Verifier verifier) throws IOException {
        this.verifier = verifier;
        this.server =
                HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/orders", this::handle);
        server.start();
    }

    Caller caller() {
        return new Caller(URI.create("http://127.0.0.1:" + server.getAddress().getPort()));
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            var header = exchange.getRequestHeaders().getFirst("Authorization");
            if (header == null || !header.startsWith("Bearer ")) {
                challenge(exchange, "");
                return;
            }
            switch (verifier.verify(header.substring("Bearer ".length()))) {
                case Verdict.Trusted token -> answer(exchange, 200, "orders of " + token.subject());
                case Verdict.Refused _ -> challenge(exchange, ", error=\"invalid_token\"");
                case Verdict.Unavailable _ -> answer(exchange, 503, "");
            }
        }
    }

    private static void challenge(HttpExchange exchange, String error) throws IOException {
        exchange.getResponseHeaders().add("WWW-Authenticate", "Bearer realm=\"orders\"" + error);
        answer(exchange, 401, "");
    }

    private static void answer(HttpExchange exchange, int status, String text) throws IOException {
        byte[] body = text.getBytes(UTF_8);
        exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
        exchange.getResponseBody().write(body);
    }

    @Override
    public void close() {
        server.stop(0);
        verifier.close();
    }
}
