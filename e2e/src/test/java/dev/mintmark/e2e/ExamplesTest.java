package dev.mintmark.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.mintmark.testkit.TestIssuer;
import dev.mintmark.testkit.TokenBuilder;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/// The examples as their readers meet them: a process, and `curl`. Status, headers and body to the
/// letter, except for what differs each time.
class ExamplesTest {
    private static final String TRACE = "4bf92f3577b34da6a3ce929d0e0e4736";
    private static final String SERVED = "{\"of\":\"ada\",\"orders\":[]}";

    /// What both answer to those who are not let in.
    private enum Refusal {
        EXPIRED(
                401,
                "Bearer realm=\"orders-api\", error=\"invalid_token\", error_description=\"The"
                        + " access token is not valid, or no longer.\"",
                "invalid_token",
                "Invalid token",
                "The access token is not valid, or no longer."),
        WITHOUT_SCOPE(
                403,
                "Bearer realm=\"orders-api\", error=\"insufficient_scope\", error_description=\"The"
                        + " access token does not grant what this request needs.\","
                        + " scope=\"orders:read\"",
                "insufficient_scope",
                "Insufficient scope",
                "The access token does not grant what this request needs."),
        NO_TOKEN(
                401,
                "Bearer realm=\"orders-api\"",
                "unauthorized",
                "Unauthorized",
                "This needs an access token.");

        private final int status;
        private final String challenge;
        private final String body;

        Refusal(int status, String challenge, String code, String title, String detail) {
            this.status = status;
            this.challenge = challenge;
            this.body =
                    """
                    {"type":"urn:mintmark:problem:%s","title":"%s","status":%d,"detail":"%s",\
                    "instance":"urn:mintmark:trace:%s","code":"%s","trace_id":"%s"}\
                    """
                            .formatted(
                                    code.replace('_', '-'),
                                    title,
                                    status,
                                    detail,
                                    TRACE,
                                    code,
                                    TRACE);
        }
    }

    @TempDir private Path folder;

    @Test
    void the_spring_boot_example_lets_in_who_may_see_orders() throws Exception {
        try (var issuer = TestIssuer.start();
                var service = start("spring-boot", issuer)) {
            var orders = service.address().resolve("/orders");
            assertThat(curl(orders, token(issuer).sign()))
                    .isEqualTo(
                            """
                            HTTP/1.1 200\s
                            X-Content-Type-Options: nosniff
                            X-XSS-Protection: 0
                            Cache-Control: no-cache, no-store, max-age=0, must-revalidate
                            Pragma: no-cache
                            Expires: 0
                            X-Frame-Options: DENY
                            Content-Type: application/json
                            Content-Length: 24

                            """
                                    + SERVED);
            check(Refusal.EXPIRED, curl(orders, token(issuer).broken().expired()));
            check(Refusal.WITHOUT_SCOPE, curl(orders, token(issuer).without("scope").sign()));
            check(Refusal.NO_TOKEN, curl(orders, ""));
        }
    }

    private static void check(Refusal refusal, String answer) {
        assertThat(answer)
                .isEqualTo(
                        """
                        HTTP/1.1 %d\s
                        Cache-Control: no-store
                        WWW-Authenticate: %s
                        Vary: Authorization
                        X-Content-Type-Options: nosniff
                        X-XSS-Protection: 0
                        X-Frame-Options: DENY
                        Content-Type: application/problem+json
                        Content-Length: %d

                        %s\
                        """
                                .formatted(
                                        refusal.status,
                                        refusal.challenge,
                                        refusal.body.length(),
                                        refusal.body));
    }

    @Test
    void the_servlet_example_lets_in_who_may_see_orders() throws Exception {
        try (var issuer = TestIssuer.start();
                var service = start("servlet", issuer)) {
            var orders = service.address().resolve("/orders");
            assertThat(curl(orders, token(issuer).sign()))
                    .isEqualTo(
                            """
                            HTTP/1.1 200 OK
                            Content-Type: application/json
                            Content-Length: 24

                            """
                                    + SERVED);
            checkServlet(Refusal.EXPIRED, curl(orders, token(issuer).broken().expired()));
            checkServlet(
                    Refusal.WITHOUT_SCOPE, curl(orders, token(issuer).without("scope").sign()));
            checkServlet(Refusal.NO_TOKEN, curl(orders, ""));
        }
    }

    private static void checkServlet(Refusal refusal, String answer) {
        assertThat(answer)
                .isEqualTo(
                        """
                        HTTP/1.1 %d %s
                        Cache-Control: no-store
                        WWW-Authenticate: %s
                        Content-Type: application/problem+json
                        Vary: Authorization
                        Content-Length: %d

                        %s\
                        """
                                .formatted(
                                        refusal.status,
                                        refusal.status == 401 ? "Unauthorized" : "Forbidden",
                                        refusal.challenge,
                                        refusal.body.length(),
                                        refusal.body));
    }

    private ExampleProcess start(String example, TestIssuer issuer) throws Exception {
        return ExampleProcess.start(example, issuer.uri(), folder.resolve("example.log"));
    }

    private static TokenBuilder token(TestIssuer issuer) {
        return issuer.token().subject("ada").audience("orders-api").scope("orders:read");
    }

    /// The answer as it came over the wire, but for the date and the name of the server.
    private static String curl(URI address, String token) throws Exception {
        var command = new ArrayList<>(List.of("curl", "-s", "-i", "--max-time", "60"));
        command.addAll(List.of("-H", "traceparent: 00-" + TRACE + "-00f067aa0ba902b7-01"));
        if (!token.isEmpty()) {
            command.addAll(List.of("-H", "Authorization: Bearer " + token));
        }
        command.add(address.toString());
        var curl = new ProcessBuilder(command).start();
        String answer = new String(curl.getInputStream().readAllBytes(), UTF_8);
        assertThat(curl.waitFor(1, TimeUnit.MINUTES)).isTrue();
        return answer.replace("\r\n", "\n").replaceAll("(?m)^(?i:date|server): .*\n", "");
    }
}
