package dev.mintmark.adapter.spring.autoconfigure;

import static org.assertj.core.api.Assertions.assertThat;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpServer;

import dev.mintmark.adapter.spring.Running;
import dev.mintmark.verifier.report.VerdictReports;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Map;
import java.util.concurrent.LinkedBlockingQueue;

/// A service that tells its issuer what it refused, by properties alone.
@Timeout(120)
class ReportsTest {

    @Test
    void with_one_property_more_the_issuer_is_told_what_was_refused() throws Exception {
        var reports = new LinkedBlockingQueue<String>();
        var issuer =
                HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        issuer.createContext(
                "/v1/verifier-reports",
                exchange -> {
                    reports.add(new String(exchange.getRequestBody().readAllBytes(), UTF_8));
                    exchange.sendResponseHeaders(204, -1);
                    exchange.close();
                });
        issuer.start();
        Map<String, Object> properties =
                Map.of(
                        "mintmark.issuer",
                        "http://127.0.0.1:" + issuer.getAddress().getPort(),
                        "mintmark.audience",
                        "orders-api",
                        "mintmark.report-refusals",
                        "true",
                        "mintmark.revocation.client-id",
                        "orders",
                        "mintmark.revocation.client-secret",
                        "a-secret-of-its-own");
        try (var application = Running.start(properties)) {
            assertThat(application.get("/", "nonsense").statusCode()).isEqualTo(401);

            assertThat(reports.take()).contains("\"malformed\":1");
        } finally {
            issuer.stop(0);
        }
    }

    @Test
    void without_it_nobody_is_told() {
        try (var application =
                Running.start(
                        Map.of(
                                "mintmark.issuer",
                                "http://127.0.0.1:9",
                                "mintmark.audience",
                                "orders-api"))) {
            assertThat(application.context().getBeansOfType(VerdictReports.class)).isEmpty();
        }
    }
}
