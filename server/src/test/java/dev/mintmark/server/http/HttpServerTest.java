package dev.mintmark.server.http;

import static org.assertj.core.api.Assertions.assertThat;

import static java.nio.charset.StandardCharsets.UTF_8;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;

class HttpServerTest {
    private static final URI HTTP = URI.create("http://localhost:9400");
    private static final URI HTTPS = URI.create("https://auth.example");
    private static final String HOST = "Host: localhost\r\n";
    private static final String LAST = HOST + "Connection: close\r\n";
    private static final HttpResponse KEYS =
            HttpResponse.json(200, "{\"keys\":[]}".getBytes(UTF_8))
                    .header("Cache-Control", "public, max-age=300");

    private final CountDownLatch inside = new CountDownLatch(1);
    private final CountDownLatch mayFinish = new CountDownLatch(1);
    private HttpServer server;

    @AfterEach
    void stop() {
        mayFinish.countDown();
        if (server != null) {
            server.close();
        }
    }

    @Test
    void an_endpoint_sees_the_request_and_its_answer_arrives() throws IOException {
        start(Limits.DEFAULT);

        assertThat(
                        exchange(
                                "POST /echo?a=%20b HTTP/1.1\r\n"
                                        + LAST
                                        + "X-One: 1\r\nx-one: 2\r\nContent-Length: 5\r\n\r\nhello"))
                .startsWith("HTTP/1.1 200 OK\r\n")
                .endsWith("\r\n\r\nPOST /echo [a=%20b] [1, 2] 127.0.0.1 hello true");
    }

    @Test
    void a_chunked_body_arrives_whole() throws IOException {
        start(Limits.DEFAULT);

        assertThat(
                        exchange(
                                "POST /echo HTTP/1.1\r\n"
                                        + LAST
                                        + "Transfer-Encoding: chunked\r\n\r\n"
                                        + "3\r\nhel\r\n2\r\nlo\r\n0\r\n\r\n"))
                .endsWith(" hello true");
    }

    @Test
    void a_client_that_asks_first_is_told_to_go_on_unless_its_body_is_too_large()
            throws IOException {
        start(Limits.DEFAULT);
        var asking = "POST /echo HTTP/1.1\r\n" + LAST + "Expect: 100-continue\r\nContent-Length: ";
        try (var wire = Wire.to(server.port())) {
            assertThat(wire.send(asking + "5\r\n\r\n").readAnswer()).startsWith("HTTP/1.1 100 ");
            assertThat(wire.send("hello").readToEnd()).endsWith(" hello true");
        }
        assertThat(exchange(asking + "65537\r\n\r\n")).startsWith("HTTP/1.1 413 ");
    }

    @Test
    void requests_sent_in_one_go_are_answered_in_order() throws IOException {
        start(Limits.DEFAULT);

        assertThat(exchange("GET /keys HTTP/1.1\r\n" + HOST + "\r\n" + get("/nowhere")))
                .containsSubsequence("HTTP/1.1 200 ", "{\"keys\":[]}", "HTTP/1.1 404 ");
    }

    @Test
    void every_answer_carries_the_protective_headers_and_nothing_about_us() throws IOException {
        start(Limits.DEFAULT);
        for (var path : new String[] {"/echo", "/nowhere", "/broken"}) {
            assertThat(exchange(get(path)))
                    .contains(
                            "X-Content-Type-Options: nosniff\r\n",
                            "Referrer-Policy: no-referrer\r\n",
                            "Content-Security-Policy: default-src 'none';"
                                    + " frame-ancestors 'none'\r\n",
                            "Cache-Control: no-store\r\n")
                    .doesNotContain("Strict-Transport-Security")
                    .doesNotContainIgnoringCase("server:", "x-powered-by", "jetty");
        }
        assertThat(exchange("BROKEN\r\n\r\n")).contains("nosniff", "no-store", "default-src");
    }

    @Test
    void an_answer_keeps_the_headers_it_brought() throws IOException {
        start(Limits.DEFAULT);

        assertThat(exchange(get("/keys")))
                .contains("Cache-Control: public, max-age=300\r\n")
                .doesNotContain("no-store");
    }

    @Test
    void an_https_issuer_makes_browsers_insist_on_https() throws IOException {
        server = new HttpServer("127.0.0.1", 0, HTTPS, Limits.DEFAULT, routes());
        server.start();

        assertThat(exchange(get("/echo"))).contains("Strict-Transport-Security: max-age=31536000");
        assertThat(exchange("BROKEN\r\n\r\n")).contains("Strict-Transport-Security");
    }

    @Test
    void a_throwing_endpoint_shows_an_incident_number_and_nothing_else() throws IOException {
        start(Limits.DEFAULT);

        assertThat(exchange(get("/broken")))
                .startsWith("HTTP/1.1 500 ")
                .containsPattern("\"incident\":\"[0-9a-f]{16}\"")
                .doesNotContain("Exception", "secret detail", "java.");
        assertThat(exchange(get("/overflow"))).startsWith("HTTP/1.1 500 ");
    }

    @Test
    void head_is_get_without_its_body() throws IOException {
        start(Limits.DEFAULT);

        assertThat(exchange("HEAD /keys HTTP/1.1\r\n" + LAST + "\r\n"))
                .startsWith("HTTP/1.1 200 OK\r\n")
                .contains("Content-Length: 11\r\n")
                .endsWith("\r\n\r\n");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/a/../keys",
                "//keys",
                "/keys/",
                "/keys;x=1",
                "/%6beys",
                "/keys%2f",
                "/./keys",
                "/KEYS",
                "/a%2f..%2fkeys",
                "/keys%00",
                "/keys\\",
                "*"
            })
    void only_the_path_itself_reaches_an_endpoint(String path) throws IOException {
        start(Limits.DEFAULT);

        assertThat(exchange(get(path)))
                .matches("(?s)HTTP/1\\.1 40[04] .*")
                .doesNotContain("keys\"");
    }

    @SuppressWarnings("StringConcatToTextBlock") // bare line feeds are what a text block hides
    @ParameterizedTest
    @ValueSource(
            strings = {
                "GET /keys HTTP/1.1\nHost: localhost\nConnection: close\n\n",
                "GET /keys HTTP/1.1\r\nHost: localhost\r\nX: a\r\n b\r\n\r\n",
                "GET /keys HTTP/1.1\r\nHost: localhost\r\nX : a\r\n\r\n",
                "GET /keys HTTP/1.1\r\nHost: localhost\r\nX\r\n\r\n",
                "GET /keys HTTP/1.1\r\n\r\n",
                "GET /keys HTTP/1.1\r\nHost: localhost\r\nHost: b\r\n\r\n",
                "GET /keys\r\n\r\n",
                "POST /echo HTTP/1.1\r\nHost: localhost\r\nContent-Length: 1\r\n"
                        + "Transfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
                "POST /echo HTTP/1.1\r\nHost: localhost\r\nContent-Length: 1\r\n"
                        + "Content-Length: 2\r\n\r\nab",
                "POST /echo HTTP/1.1\r\nHost: localhost\r\nContent-Length: -1\r\n\r\n",
                "POST /echo HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: gzip\r\n\r\n",
                "POST /echo HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\n\r\n"
                        + "zz\r\n\r\n",
                "\u0016\u0003\u0001\r\n\r\n",
            })
    void a_malformed_request_gets_a_small_plain_refusal(String request) throws IOException {
        start(Limits.DEFAULT);

        assertThat(exchange(request))
                .matches("(?s)HTTP/1\\.1 (400|501|505) .*")
                .contains("application/problem+json")
                .doesNotContainIgnoringCase("exception", "jetty", "<html", "keys\"", "true");
    }

    @Test
    void headers_beyond_eight_kibibytes_are_refused() throws IOException {
        start(Limits.DEFAULT);

        assertThat(
                        exchange(
                                "GET /keys HTTP/1.1\r\n"
                                        + LAST
                                        + "X: "
                                        + "a".repeat(9_000)
                                        + "\r\n\r\n"))
                .startsWith("HTTP/1.1 431 ")
                .contains("\"code\":\"headers_too_large\"");
    }

    @Test
    void a_body_announced_as_too_large_is_refused_unread_in_the_shape_of_its_route()
            throws IOException {
        start(Limits.DEFAULT);

        assertThat(exchange("POST /echo HTTP/1.1\r\n" + HOST + "Content-Length: 65537\r\n\r\n"))
                .startsWith("HTTP/1.1 413 ")
                .contains("\"code\":\"content_too_large\"");
        assertThat(
                        exchange(
                                "POST /oauth2/token HTTP/1.1\r\n"
                                        + HOST
                                        + "Content-Length: 65537\r\n\r\n"))
                .startsWith("HTTP/1.1 413 ")
                .contains("{\"error\":\"invalid_request\",");
    }

    @Test
    void a_chunked_body_is_refused_where_it_becomes_too_large() throws IOException {
        start(Limits.DEFAULT);

        assertThat(
                        exchange(
                                "POST /echo HTTP/1.1\r\n"
                                        + HOST
                                        + "Transfer-Encoding: chunked\r\n\r\n"
                                        + ("8000\r\n" + "a".repeat(32_768) + "\r\n").repeat(2)
                                        + "1\r\na\r\n"))
                .startsWith("HTTP/1.1 413 ")
                .contains("\"code\":\"content_too_large\"");
    }

    @Test
    void a_body_of_exactly_the_limit_is_read() throws IOException {
        start(Limits.DEFAULT);

        assertThat(
                        exchange(
                                "POST /echo HTTP/1.1\r\n"
                                        + LAST
                                        + "Content-Length: 65536\r\n\r\n"
                                        + "a".repeat(65_536)))
                .startsWith("HTTP/1.1 200 ");
    }

    @Test
    void a_body_that_stops_half_way_ends_at_its_deadline() throws IOException {
        start(Limits.DEFAULT.withBodyTime(Duration.ofMillis(100)));

        assertThat(exchange("POST /echo HTTP/1.1\r\n" + HOST + "Content-Length: 5\r\n\r\nhel"))
                .startsWith("HTTP/1.1 408 ")
                .contains("\"code\":\"request_timeout\"");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "GET /keys HTTP/1.1\r\nHost: loc", "GET /keys HTTP/1.1\r\n" + HOST})
    void half_a_head_ends_at_its_deadline(String half) throws IOException {
        start(Limits.DEFAULT.withHeadTime(Duration.ofMillis(100)));

        assertThat(exchange(half)).isEmpty();
    }

    @Test
    void half_a_second_head_on_a_kept_connection_ends_at_its_deadline_too() throws IOException {
        start(Limits.DEFAULT.withHeadTime(Duration.ofMillis(200)));
        try (var wire = Wire.to(server.port())) {
            assertThat(wire.send("GET /keys HTTP/1.1\r\n" + HOST + "\r\n").readAnswer())
                    .startsWith("HTTP/1.1 200 ");
            assertThat(wire.send("GET /ke").readToEnd()).isEmpty();
        }
    }

    @Test
    void a_kept_connection_may_idle_longer_than_a_head_may_take() throws Exception {
        start(Limits.DEFAULT.withHeadTime(Duration.ofMillis(50)));
        try (var idle = Wire.to(server.port())) {
            idle.send("GET /keys HTTP/1.1\r\n" + HOST + "\r\n").readAnswer();
            // Another connection outlives several sweeps by running into its own deadline.
            assertThat(exchange("GET /ke")).isEmpty();
            assertThat(exchange("GET /ke")).isEmpty();

            assertThat(idle.send(get("/keys")).readToEnd()).startsWith("HTTP/1.1 200 ");
        }
    }

    @Test
    void a_connection_above_the_limit_waits_until_another_ends() throws Exception {
        start(Limits.DEFAULT.withConnections(1));
        var first = Wire.to(server.port());
        try (var second = Wire.to(server.port())) {
            try (first) {
                first.send("GET /keys HTTP/1.1\r\n" + HOST + "\r\n").readAnswer();
                second.send(get("/keys"));
            }

            assertThat(second.readToEnd()).startsWith("HTTP/1.1 200 ");
        }
    }

    @Test
    void a_taken_port_is_said_in_one_sentence() throws IOException {
        try (var taken = new ServerSocket(0, 1, InetAddress.ofLiteral("127.0.0.1"))) {
            int port = taken.getLocalPort();
            var refused = new HttpServer("127.0.0.1", port, HTTP, Limits.DEFAULT, routes());

            assertThat(refused.start())
                    .isEqualTo(
                            new Startup.CannotListen(
                                    "port %d on 127.0.0.1 is already in use".formatted(port)));
        }
    }

    @Test
    void an_address_of_another_machine_is_said_in_one_sentence() {
        var refused = new HttpServer("192.0.2.1", 0, HTTP, Limits.DEFAULT, routes());

        assertThat(refused.start())
                .isEqualTo(new Startup.CannotListen("192.0.2.1 is not an address of this machine"));
    }

    @Test
    void closing_lets_a_request_under_way_finish() throws Exception {
        start(Limits.DEFAULT);
        try (var wire = Wire.to(server.port())) {
            wire.send(get("/slow"));
            inside.await();
            var closing = new FutureTask<>(server::close, null);
            Thread.ofVirtual().start(closing);
            mayFinish.countDown();

            assertThat(wire.readToEnd()).startsWith("HTTP/1.1 200 ");
            closing.get();
        }
    }

    @Test
    void closing_does_not_wait_for_ever() throws Exception {
        start(Limits.DEFAULT.withDrainTime(Duration.ofMillis(100)));
        try (var wire = Wire.to(server.port())) {
            wire.send(get("/slow"));
            inside.await();

            server.close();

            assertThat(wire.readToEnd()).doesNotContain("finished");
        }
    }

    private void start(Limits limits) {
        server = new HttpServer("127.0.0.1", 0, HTTP, limits, routes());
        assertThat(server.start()).isEqualTo(new Startup.Listening("127.0.0.1", server.port()));
    }

    private Routes routes() {
        return Routes.of(
                RouteGroup.under("/", ErrorShape.PROBLEM)
                        .get("/keys", _ -> KEYS)
                        .get("/echo", HttpServerTest::echo)
                        .post("/echo", HttpServerTest::echo)
                        .get("/slow", _ -> slow())
                        .get("/overflow", HttpServerTest::overflow)
                        .get(
                                "/broken",
                                _ -> {
                                    throw new IllegalStateException("secret detail");
                                }),
                RouteGroup.under("/oauth2/", ErrorShape.OAUTH)
                        .post("/oauth2/token", HttpServerTest::echo));
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

    private static String get(String path) {
        return "GET " + path + " HTTP/1.1\r\n" + LAST + "\r\n";
    }

    private String exchange(String request) throws IOException {
        try (var wire = Wire.to(server.port())) {
            return wire.send(request).readToEnd();
        }
    }
}
