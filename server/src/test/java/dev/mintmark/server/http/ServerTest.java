package dev.mintmark.server.http;

import static org.assertj.core.api.Assertions.assertThat;

import static java.nio.charset.StandardCharsets.UTF_8;

import org.junit.jupiter.api.AfterEach;

import java.io.IOException;
import java.net.URI;
import java.util.concurrent.CountDownLatch;

/// A server with a handful of routes, started by each test as it needs it.
abstract class ServerTest {
    static final URI HTTP = URI.create("http://localhost:9400");
    static final String HOST = "Host: localhost\r\n";
    static final String LAST = HOST + "Connection: close\r\n";
    private static final HttpResponse KEYS =
            HttpResponse.json(200, "{\"keys\":[]}".getBytes(UTF_8))
                    .header("Cache-Control", "public, max-age=300");

    final CountDownLatch inside = new CountDownLatch(1);
    final CountDownLatch mayFinish = new CountDownLatch(1);
    HttpServer server;

    @AfterEach
    void stop() {
        mayFinish.countDown();
        if (server != null) {
            server.close();
        }
    }

    void start(Limits limits) {
        server = new HttpServer("127.0.0.1", 0, limits);
        assertThat(server.bind()).isEqualTo(new Startup.Listening("127.0.0.1", server.port()));
        server.serve(HTTP, Proxies.NONE, routes(), RequestListener.NONE);
    }

    Routes routes() {
        return Routes.of(
                RouteGroup.under("/", ErrorShape.PROBLEM)
                        .get("/keys", _ -> KEYS)
                        .get("/echo", ServerTest::echo)
                        .post("/echo", ServerTest::echo)
                        .get("/slow", _ -> slow())
                        .post("/slow", _ -> slow())
                        .get("/overflow", ServerTest::overflow)
                        .get(
                                "/broken",
                                _ -> {
                                    throw new IllegalStateException("secret detail");
                                }),
                RouteGroup.under("/oauth2/", ErrorShape.OAUTH)
                        .post("/oauth2/token", ServerTest::echo));
    }

    private static HttpResponse echo(HttpRequest request) {
        return HttpResponse.text(
                200,
                "%s %s %s %s %s %s %s"
                        .formatted(
                                request.method(),
                                request.path(),
                                request.query().stream().toList(),
                                request.headers().values("X-ONE"),
                                request.remoteAddress().getHostAddress(),
                                new String(request.body(), UTF_8),
                                Thread.currentThread().isVirtual()));
    }

    @SuppressWarnings("InfiniteRecursion")
    private static HttpResponse overflow(HttpRequest request) {
        return overflow(request);
    }

    private HttpResponse slow() {
        inside.countDown();
        try {
            mayFinish.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return HttpResponse.text(200, "finished");
    }

    static String get(String path) {
        return "GET " + path + " HTTP/1.1\r\n" + LAST + "\r\n";
    }

    String exchange(String request) throws IOException {
        try (var wire = Wire.to(server.port())) {
            return wire.send(request).readToEnd();
        }
    }
}
