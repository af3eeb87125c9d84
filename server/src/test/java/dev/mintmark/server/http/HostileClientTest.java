package dev.mintmark.server.http;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.IOException;
import java.time.Duration;

class HostileClientTest extends ServerTest {
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
    void bodies_that_together_exceed_the_budget_are_put_off_until_there_is_room() throws Exception {
        start(Limits.DEFAULT.withBodiesBytes(1_000));
        var more = "POST /echo HTTP/1.1\r\n" + LAST + "Content-Length: 500\r\n\r\n";
        try (var holding = Wire.to(server.port())) {
            holding.send(
                    "POST /slow HTTP/1.1\r\n"
                            + LAST
                            + "Content-Length: 900\r\n\r\n"
                            + "a".repeat(900));
            inside.await();

            assertThat(exchange(more + "b".repeat(500)))
                    .startsWith("HTTP/1.1 503 ")
                    .contains("Retry-After: 1", "temporarily_unavailable");

            mayFinish.countDown();
            assertThat(holding.readToEnd()).startsWith("HTTP/1.1 200 ");
        }
        assertThat(exchange(more + "b".repeat(500))).startsWith("HTTP/1.1 200 ");
    }
}
