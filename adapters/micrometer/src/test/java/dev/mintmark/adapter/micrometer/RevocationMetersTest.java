package dev.mintmark.adapter.micrometer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mintmark.testkit.Fault;
import dev.mintmark.testkit.TestIssuer;
import dev.mintmark.verifier.Verdict;
import dev.mintmark.verifier.Verifier;
import dev.mintmark.verifier.revocation.RevocationFeed;
import dev.mintmark.verifier.revocation.StalePolicy;

import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/// what Prometheus sees of a feed while its issuer is well, and while it is away.
@Timeout(60)
class RevocationMetersTest {

    private final PrometheusMeterRegistry registry =
            new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    private final TestIssuer issuer = TestIssuer.start();
    private RevocationFeed feed;
    private Verifier verifier;

    @BeforeEach
    void start() {
        feed = issuer.revocationFeed(StalePolicy.FAIL_OPEN_UNTIL_EXP);
        verifier = issuer.verifier("orders-api").withRevocations(feed);
        new RevocationMeters(feed).bindTo(registry);
        eventually(feed::isCurrent);
    }

    @AfterEach
    void stop() {
        issuer.close();
    }

    private double scraped(String name) {
        return registry.scrape()
                .lines()
                .filter(line -> line.startsWith(name + " "))
                .mapToDouble(line -> Double.parseDouble(line.substring(name.length() + 1)))
                .findFirst()
                .orElseThrow(() -> new AssertionError(registry.scrape()));
    }

    @Test
    void a_feed_that_is_well_is_seen_to_be_R_290() {
        assertThat(scraped("mintmark_revocation_current")).isEqualTo(1);
        assertThat(scraped("mintmark_revocation_stream_open")).isEqualTo(1);
        assertThat(scraped("mintmark_revocation_stream_connections_total")).isEqualTo(1);
        assertThat(scraped("mintmark_status_list_age_seconds")).isZero();
        assertThat(scraped("mintmark_revocation_news_age_seconds")).isZero();
        assertThat(scraped("mintmark_revocation_judged_without_news_total")).isZero();
        assertThat(scraped("mintmark_revocation_dropped_total")).isZero();
    }

    @Test
    void what_the_stream_said_is_counted_and_how_long_it_took_R_290() {
        String token = issuer.token().audience("orders-api").sign();
        issuer.revoke(token);
        eventually(() -> verifier.verify(token) instanceof Verdict.Refused);
        assertThat(scraped("mintmark_revocation_frames_total{outcome=\"accepted\"}")).isEqualTo(1);
        assertThat(scraped("mintmark_revocation_frames_total{outcome=\"bad_signature\"}")).isZero();
        assertThat(scraped("mintmark_revocation_remembered")).isEqualTo(1);
        assertThat(scraped("mintmark_revocation_propagation_seconds_count")).isEqualTo(1);
        assertThat(scraped("mintmark_revocation_propagation_seconds_sum")).isNotNegative();
    }

    @Test
    void an_issuer_that_says_nothing_shows_in_the_age_and_in_what_it_costs_R_273() {
        String token = issuer.listedToken().audience("orders-api").sign();
        assertThat(verifier.verify(token)).isInstanceOf(Verdict.Trusted.class);
        issuer.fail(Fault.DOWN);
        issuer.clock().advance(Duration.ofSeconds(90));
        assertThat(verifier.verify(token)).isInstanceOf(Verdict.Trusted.class);
        assertThat(scraped("mintmark_revocation_current")).isZero();
        assertThat(scraped("mintmark_status_list_age_seconds")).isEqualTo(90);
        assertThat(scraped("mintmark_revocation_judged_without_news_total")).isEqualTo(1);
        eventually(() -> scraped("mintmark_revocation_stream_open") == 0);
    }

    private static void eventually(BooleanSupplier condition) {
        long start = System.nanoTime();
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime() - start).isLessThan(Duration.ofSeconds(20).toNanos());
            LockSupport.parkNanos(2_000_000);
        }
    }
}
