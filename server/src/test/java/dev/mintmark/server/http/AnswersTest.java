package dev.mintmark.server.http;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.net.URI;

class AnswersTest extends ServerTest {
    private static final URI HTTPS = URI.create("https://auth.example");

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
                            "Content-Security-Policy: default-src 'none'; base-uri 'none';"
                                    + " form-action 'none'; frame-ancestors 'none'\r\n",
                            "Cross-Origin-Resource-Policy: same-origin\r\n",
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
        server = new HttpServer("127.0.0.1", 0, Limits.DEFAULT);
        server.bind();
        server.serve(HTTPS, Proxies.NONE, routes(), RequestListener.NONE);

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
}
