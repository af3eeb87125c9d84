package dev.mintmark.adapter.micrometer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.STRING;

import dev.mintmark.adapter.http.CredentialsListener.Presented;
import dev.mintmark.testkit.Fault;
import dev.mintmark.testkit.MovableClock;
import dev.mintmark.testkit.TestIssuer;
import dev.mintmark.testkit.WithIssuer;
import dev.mintmark.verifier.KeySource;
import dev.mintmark.verifier.Reason;
import dev.mintmark.verifier.RemoteKeys;
import dev.mintmark.verifier.Requirements;
import dev.mintmark.verifier.Verdict;
import dev.mintmark.verifier.Verifier;
import dev.mintmark.verifier.jose.Algorithm;

import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;

import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

/// the names as Prometheus sees them.
@WithIssuer(audience = "orders-api")
class MetersTest {

    private final PrometheusMeterRegistry registry =
            new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);

    private List<String> scraped(String name) {
        return registry.scrape().lines().filter(line -> line.startsWith(name)).toList();
    }

    @Test
    void every_verdict_is_counted_by_its_outcome(TestIssuer issuer, Verifier verifier) {
        var meters = new VerdictMeters();
        meters.bindTo(registry);
        Verifier counted = verifier.withListener(meters);

        counted.verify(issuer.token().audience("orders-api").sign());
        counted.verify(issuer.token().audience("orders-api").sign());
        counted.verify(issuer.token().audience("orders-api").broken().expired());
        counted.verify("garbage");
        assertThat(scraped("mintmark_verify_total"))
                .contains(
                        "mintmark_verify_total{outcome=\"trusted\"} 2.0",
                        "mintmark_verify_total{outcome=\"expired\"} 1.0",
                        "mintmark_verify_total{outcome=\"malformed\"} 1.0",
                        "mintmark_verify_total{outcome=\"keys_unavailable\"} 0.0",
                        "mintmark_verify_total{outcome=\"stale_status\"} 0.0")
                .hasSize(1 + Reason.values().length + Verdict.Unavailable.Cause.values().length);
    }

    @Test
    void a_token_that_is_not_enough_is_counted_once_as_trusted_and_by_what_it_lacks(
            TestIssuer issuer, Verifier verifier) {
        var meters = new VerdictMeters();
        meters.bindTo(registry);
        Verifier counted = verifier.withListener(meters);

        var verdict = counted.verify(issuer.token().audience("orders-api").sign());
        counted.require((Verdict.Trusted) verdict, Requirements.scopes("never:granted"));

        assertThat(scraped("mintmark_verify_total").stream().filter(line -> !line.endsWith(" 0.0")))
                .containsExactly("mintmark_verify_total{outcome=\"trusted\"} 1.0");
        assertThat(scraped("mintmark_verify_insufficient_total"))
                .containsExactlyInAnyOrder(
                        "mintmark_verify_insufficient_total{reason=\"insufficient_scope\"} 1.0",
                        "mintmark_verify_insufficient_total"
                                + "{reason=\"insufficient_user_authentication\"} 0.0");
    }

    @Test
    void keys_out_of_reach_are_an_outcome(TestIssuer issuer, Verifier verifier) {
        issuer.fail(Fault.SERVER_ERROR);
        var meters = new VerdictMeters();
        verifier.withListener(meters).verify(issuer.token().audience("orders-api").sign());
        meters.bindTo(registry);
        assertThat(scraped("mintmark_verify_total"))
                .contains("mintmark_verify_total{outcome=\"keys_unavailable\"} 1.0");
    }

    @Test
    void how_tokens_are_presented_is_counted() {
        var meters = new CredentialsMeters();
        meters.bindTo(registry);
        Stream.of(Presented.IN_QUERY, Presented.BEARER, Presented.BEARER)
                .forEach(meters::presented);
        assertThat(scraped("mintmark_credentials_total"))
                .containsExactlyInAnyOrder(
                        "mintmark_credentials_total{presented=\"none\"} 0.0",
                        "mintmark_credentials_total{presented=\"query\"} 1.0",
                        "mintmark_credentials_total{presented=\"malformed\"} 0.0",
                        "mintmark_credentials_total{presented=\"bearer\"} 2.0",
                        "mintmark_credentials_total{presented=\"dpop\"} 0.0");
    }

    @Test
    void the_age_of_the_keys_and_their_staleness_are_told_R_085(
            TestIssuer issuer, MovableClock clock) {
        try (RemoteKeys keys = KeySource.discoveredFrom(issuer.uri()).withClock(clock)) {
            new KeyMeters(keys, clock).bindTo(registry);
            assertThat(scraped("mintmark_verifier_jwks"))
                    .containsExactlyInAnyOrder(
                            "mintmark_verifier_jwks_ready 0.0",
                            "mintmark_verifier_jwks_age_seconds NaN",
                            "mintmark_verifier_jwks_stale_seconds NaN");

            keys.lookup(issuer.keys().signing().kid(), Algorithm.ES256);
            clock.advance(Duration.ofSeconds(40));
            assertThat(scraped("mintmark_verifier_jwks"))
                    .containsExactlyInAnyOrder(
                            "mintmark_verifier_jwks_ready 1.0",
                            "mintmark_verifier_jwks_age_seconds 40.0",
                            "mintmark_verifier_jwks_stale_seconds 0.0");

            assertThat(scraped("mintmark_jwks_fetch"))
                    .containsExactlyInAnyOrder(
                            "mintmark_jwks_fetch_total{outcome=\"fetched\"} 1.0",
                            "mintmark_jwks_fetch_total{outcome=\"failed\"} 0.0");

            issuer.fail(Fault.SERVER_ERROR);
            clock.advance(Duration.ofSeconds(560));
            assertThat(scraped("mintmark_verifier_jwks_age_seconds"))
                    .containsExactly("mintmark_verifier_jwks_age_seconds 600.0");
            // Due after about four minutes.
            assertThat(scraped("mintmark_verifier_jwks_stale_seconds"))
                    .singleElement(STRING)
                    .matches("mintmark_verifier_jwks_stale_seconds 3[0-9]{2}\\.[0-9]+");

            keys.lookup("unknown", Algorithm.ES256);
            assertThat(scraped("mintmark_jwks_fetch"))
                    .contains("mintmark_jwks_fetch_total{outcome=\"failed\"} 1.0");
        }
    }
}
