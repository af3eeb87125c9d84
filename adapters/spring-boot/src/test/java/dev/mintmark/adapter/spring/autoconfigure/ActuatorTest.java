package dev.mintmark.adapter.spring.autoconfigure;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mintmark.adapter.spring.Running;
import dev.mintmark.testkit.Fault;
import dev.mintmark.testkit.TestIssuer;
import dev.mintmark.testkit.TokenBuilder;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;
import java.util.Map;
import java.util.regex.Pattern;

class ActuatorTest {

    private TestIssuer issuer;

    @BeforeEach
    void start() {
        issuer = TestIssuer.start();
    }

    @AfterEach
    void stop() {
        issuer.close();
    }

    private Running application() {
        return application("spring.application.name", "orders");
    }

    private Running application(String property, String value) {
        return Running.start(
                Map.of(
                        property,
                        value,
                        "mintmark.issuer",
                        issuer.uri().toString(),
                        "mintmark.audience",
                        "orders-api",
                        "management.endpoints.web.exposure.include",
                        "*",
                        "management.endpoint.health.show-details",
                        "always",
                        "management.endpoint.health.group.readiness.include",
                        "readinessState,mintmark"));
    }

    private TokenBuilder token() {
        return issuer.token().audience("orders-api");
    }

    /// The first token makes sure that the keys are there.
    @Test
    void a_service_with_keys_is_healthy() {
        try (var application = application()) {
            assertThat(application.get("/", token().sign()).statusCode()).isEqualTo(404);
            var health = application.get("/actuator/health");
            assertThat(health.statusCode()).isEqualTo(200);
            assertThat(health.body()).contains("\"keys\":\"ready\"", "\"keysFetchedAt\":");
        }
    }

    @Test
    void a_service_without_keys_starts_and_is_not_ready_R_088() {
        issuer.fail(Fault.SERVER_ERROR);
        try (var application = application()) {
            var answer = application.get("/", token().sign());
            assertThat(answer.statusCode()).isEqualTo(503);
            assertThat(answer.headers().firstValue("Retry-After")).contains("5");
            assertThat(answer.body()).contains("\"code\":\"temporarily_unavailable\"");

            var readiness = application.get("/actuator/health/readiness");
            assertThat(readiness.statusCode()).isEqualTo(503);
            assertThat(readiness.body())
                    .contains("\"status\":\"OUT_OF_SERVICE\"", "\"lastFetchFailed\":");
            assertThat(application.get("/actuator/health/liveness").statusCode()).isEqualTo(200);
        }
    }

    @Test
    void a_service_with_a_snapshot_starts_without_its_issuer_R_089(@TempDir Path folder) {
        String snapshot = folder.resolve("keys.json").toString();
        try (var application = application("mintmark.key-snapshot", snapshot)) {
            assertThat(application.get("/", token().sign()).statusCode()).isEqualTo(404);
        }
        issuer.fail(Fault.SERVER_ERROR);
        try (var application = application("mintmark.key-snapshot", snapshot)) {
            assertThat(application.get("/", token().sign()).statusCode()).isEqualTo(404);
        }
    }

    @Test
    void a_token_for_the_api_does_not_read_the_environment() {
        try (var application = application()) {
            assertThat(application.get("/actuator/env").statusCode()).isEqualTo(401);
            var denied = application.get("/actuator/env", token().scope("orders:read").sign());
            assertThat(denied.statusCode()).isEqualTo(403);
            assertThat(denied.headers().firstValue("WWW-Authenticate").orElseThrow())
                    .contains("scope=\"actuator\"");
            assertThat(application.get("/actuator/env", token().scope("actuator").sign()).body())
                    .contains("mintmark.issuer");
        }
    }

    @Test
    void verdicts_are_counted_R_290() {
        try (var application = application()) {
            application.get("/", token().broken().expired());
            application.get("/?access_token=x");
            assertThat(measured(application, "mintmark.verify?tag=outcome:expired")).isEqualTo(1);
            assertThat(measured(application, "mintmark.credentials?tag=presented:query"))
                    .isEqualTo(1);
            assertThat(measured(application, "mintmark.verifier.jwks.ready")).isEqualTo(1);
            // The three questions above, and this one.
            assertThat(measured(application, "mintmark.verify?tag=outcome:trusted")).isEqualTo(4);
        }
    }

    private double measured(Running application, String meter) {
        String answer =
                application
                        .get("/actuator/metrics/" + meter, token().scope("actuator").sign())
                        .body();
        var value = Pattern.compile("\"value\":([0-9.]+)").matcher(answer);
        assertThat(value.find()).as(answer).isTrue();
        return Double.parseDouble(value.group(1));
    }
}
