package dev.mintmark.adapter.spring.autoconfigure;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mintmark.adapter.spring.Running;
import dev.mintmark.testkit.Fault;
import dev.mintmark.testkit.TestIssuer;
import dev.mintmark.testkit.TokenBuilder;
import dev.mintmark.verifier.KeySource;
import dev.mintmark.verifier.RevocationSource;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/// A service that hears what its issuer revokes, by properties alone.
@Timeout(120)
class RevocationTest {

    private static TestIssuer issuer;

    @BeforeEach
    void start() {
        issuer = TestIssuer.start();
    }

    @AfterEach
    void stop() {
        issuer.close();
    }

    private static Running application(Map<String, Object> more, Class<?>... classes) {
        var all = new HashMap<String, Object>(more);
        all.put("mintmark.issuer", issuer.uri().toString());
        all.put("mintmark.audience", "orders-api");
        all.put("management.endpoints.web.exposure.include", "*");
        all.put("management.endpoint.health.show-details", "always");
        return Running.start(all, classes);
    }

    private static TokenBuilder token() {
        return issuer.listedToken().audience("orders-api").scope("actuator");
    }

    /// 404 is what a request gets that was let in: there is nothing behind.
    private static int status(Running application, String token) {
        return application.get("/", token).statusCode();
    }

    @Test
    void one_property_and_what_was_revoked_is_refused_by_the_lists_R_273() {
        String dead = token().sign();
        String alive = token().sign();
        issuer.revoke(dead);
        try (var application = application(Map.of("mintmark.revocation.mode", "fail-closed"))) {
            eventually(() -> status(application, alive) == 404);
            assertThat(status(application, dead)).isEqualTo(401);
            assertThat(issuer.streamConnections()).isZero();
            assertThat(application.get("/actuator/health").body())
                    .contains("\"revocations\":\"current\"", "\"statusLists\":1");
        }
    }

    @Test
    void with_credentials_the_stream_is_followed_and_its_meters_are_there_R_276_R_290() {
        Map<String, Object> stream =
                Map.of(
                        "mintmark.revocation.mode", "fail-open-until-exp",
                        "mintmark.revocation.client-id", "test-service",
                        "mintmark.revocation.client-secret", "test-secret");
        try (var application = application(stream)) {
            eventually(() -> issuer.streamConnections() == 1);
            String token = token().sign();
            assertThat(status(application, token)).isEqualTo(404);
            issuer.revoke(token);
            eventually(() -> status(application, token) == 401);
            assertThat(
                            application
                                    .get(
                                            "/actuator/metrics/mintmark.revocation.frames"
                                                    + "?tag=outcome:accepted",
                                            token().sign())
                                    .body())
                    .contains("\"value\":1.0");
            assertThat(
                            application
                                    .get("/actuator/metrics/mintmark.jwks.fetch", token().sign())
                                    .body())
                    .contains("\"fetched\"", "\"failed\"");
        }
    }

    @Configuration(proxyBeanMethods = false)
    static class PinnedKeys {

        @Bean
        KeySource keys() {
            return KeySource.of(issuer.keys().signing().verificationKey());
        }
    }

    @Test
    void while_nobody_can_tell_a_strict_service_answers_503_and_is_not_ready_R_195_R_273() {
        issuer.fail(Fault.SERVER_ERROR);
        try (var application =
                application(Map.of("mintmark.revocation.mode", "fail-closed"), PinnedKeys.class)) {
            var answer = application.get("/", token().sign());
            assertThat(answer.statusCode()).isEqualTo(503);
            assertThat(answer.headers().firstValue("Retry-After")).contains("5");
            assertThat(answer.headers().firstValue("WWW-Authenticate")).isEmpty();
            var health = application.get("/actuator/health");
            assertThat(health.statusCode()).isEqualTo(503);
            assertThat(health.body())
                    .contains(
                            "\"status\":\"OUT_OF_SERVICE\"", "\"revocations\":\"too old to tell\"");
        }
    }

    @Test
    void while_nobody_can_tell_a_service_that_has_to_go_on_does_R_273() {
        issuer.fail(Fault.SERVER_ERROR);
        try (var application =
                application(
                        Map.of("mintmark.revocation.mode", "fail-open-until-exp"),
                        PinnedKeys.class)) {
            assertThat(status(application, token().sign())).isEqualTo(404);
            var health = application.get("/actuator/health");
            assertThat(health.statusCode()).isEqualTo(200);
            assertThat(health.body()).contains("\"revocations\":\"too old to tell\"");
        }
    }

    @Configuration(proxyBeanMethods = false)
    static class OwnSource {

        @Bean
        RevocationSource nobody() {
            return token ->
                    token.subject().equals("eve")
                            ? new RevocationSource.Standing.Revoked("eve has left")
                            : RevocationSource.Standing.GOOD;
        }
    }

    @Test
    void a_source_of_the_services_own_takes_the_place_of_the_feed() {
        try (var application =
                application(Map.of("mintmark.revocation.mode", "fail-closed"), OwnSource.class)) {
            assertThat(status(application, token().subject("ada").sign())).isEqualTo(404);
            assertThat(status(application, token().subject("eve").sign())).isEqualTo(401);
            assertThat(application.context().getBeansOfType(RevocationSource.class)).hasSize(1);
        }
    }

    @Test
    void off_means_off_however_yaml_reads_it() {
        String dead = token().sign();
        issuer.revoke(dead);
        for (Object off : new Object[] {"off", false}) {
            try (var application = application(Map.of("mintmark.revocation.mode", off))) {
                assertThat(status(application, dead)).isEqualTo(404);
                assertThat(application.context().getBeansOfType(RevocationSource.class)).isEmpty();
            }
        }
    }

    private static void eventually(BooleanSupplier condition) {
        long start = System.nanoTime();
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime() - start).isLessThan(Duration.ofSeconds(20).toNanos());
            LockSupport.parkNanos(20_000_000);
        }
    }
}
