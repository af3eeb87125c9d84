package dev.mintmark.verifier;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;

import dev.mintmark.verifier.jose.PublicJwk;
import dev.mintmark.verifier.jose.VerificationKey;
import dev.mintmark.verifier.json.JsonWriter;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/// A real HTTP server on loopback that serves whatever it was told to, and counts.
final class FakeIssuer implements AutoCloseable {

    record Answer(int status, Map<String, String> headers, String body) {}

    static final String KEYS = "/keys";

    private final HttpServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final Map<String, Answer> answers = new ConcurrentHashMap<>();
    private final Map<String, AtomicInteger> requests = new ConcurrentHashMap<>();
    private final List<String> copiesNamed = new CopyOnWriteArrayList<>();
    private volatile Runnable beforeAnswering = () -> {};

    FakeIssuer() {
        try {
            server =
                    HttpServer.create(
                            new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
        server.setExecutor(threads);
        server.createContext("/", this::answer);
        server.start();
    }

    URI uri() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    URI keysUri() {
        return uri().resolve(KEYS);
    }

    FakeIssuer publishes(VerificationKey... keys) {
        return serves(KEYS, 200, keySet(keys));
    }

    FakeIssuer serves(String path, int status, String body) {
        return serves(path, new Answer(status, Map.of("Cache-Control", "max-age=300"), body));
    }

    FakeIssuer serves(String path, Answer answer) {
        answers.put(path, answer);
        return this;
    }

    FakeIssuer beforeAnswering(Runnable action) {
        beforeAnswering = action;
        return this;
    }

    int requestsFor(String path) {
        var count = requests.get(path);
        return count == null ? 0 : count.get();
    }

    /// What each request for the keys said of the copies it holds and held: `held before`, each `-`
    /// when it said nothing.
    List<String> copiesNamed() {
        return copiesNamed;
    }

    static String keySet(VerificationKey... keys) {
        var json = new JsonWriter().beginObject().name("keys").beginArray();
        for (VerificationKey key : keys) {
            PublicJwk.write(
                    json, key.kid().orElse(null), key.algorithm(), key.publicKey().orElseThrow());
        }
        return json.endArray().endObject().toString();
    }

    private void answer(HttpExchange exchange) throws IOException {
        String path = exchange.getRequestURI().getPath();
        requests.computeIfAbsent(path, each -> new AtomicInteger()).incrementAndGet();
        if (path.equals(KEYS)) {
            var headers = exchange.getRequestHeaders();
            var held = Optional.ofNullable(headers.getFirst("If-None-Match"));
            var before = Optional.ofNullable(headers.getFirst("Mintmark-Key-Set-Before"));
            copiesNamed.add(held.orElse("-") + " " + before.orElse("-"));
        }
        beforeAnswering.run();
        try (exchange) {
            var answer = answers.getOrDefault(path, new Answer(404, Map.of(), ""));
            answer.headers().forEach(exchange.getResponseHeaders()::set);
            byte[] body = answer.body().getBytes(UTF_8);
            exchange.sendResponseHeaders(answer.status(), body.length == 0 ? -1 : body.length);
            exchange.getResponseBody().write(body);
        }
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
