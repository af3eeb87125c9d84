package dev.mintmark.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mintmark.verifier.Reason;
import dev.mintmark.verifier.Verdict;
import dev.mintmark.verifier.Verifier;
import dev.mintmark.verifier.jose.Algorithm;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.concurrent.CompletableFuture;

@WithIssuer(audience = "orders-api")
class TestIssuerTest {

    /// Longer than a verifier waits before it asks for keys again.
    private static final Duration COOLDOWN = Duration.ofSeconds(31);

    @Test
    void what_the_builder_says_is_what_the_verifier_reads(TestIssuer issuer, Verifier verifier) {
        var token =
                issuer.token()
                        .subject("ada")
                        .audience("orders-api", "billing-api")
                        .scope("orders:read orders:write")
                        .clientId("web-shop")
                        .session("s-1")
                        .tokenId("t-1")
                        .expiresIn(Duration.ofMinutes(3))
                        .claim("roles", java.util.List.of("clerk"))
                        .sign();

        var trusted = trusted(verifier.verify(token));
        assertThat(trusted.issuer()).isEqualTo(issuer.uri().toString());
        assertThat(trusted.subject()).isEqualTo("ada");
        assertThat(trusted.audience()).containsExactly("orders-api", "billing-api");
        assertThat(trusted.scopes()).containsExactly("orders:read", "orders:write");
        assertThat(trusted.clientId()).isEqualTo("web-shop");
        assertThat(trusted.sessionId()).contains("s-1");
        assertThat(trusted.tokenId()).isEqualTo("t-1");
        assertThat(trusted.issuedAt()).isEqualTo(issuer.clock().instant());
        assertThat(trusted.expiresAt()).isEqualTo(issuer.clock().instant().plusSeconds(180));
        assertThat(trusted.claim("roles")).isPresent();
        assertThat(trusted.keyId()).contains(issuer.keys().signing().kid());
    }

    @Test
    void a_token_for_nobody_is_an_oversight_unless_asked_for(TestIssuer issuer) {
        assertThatThrownBy(() -> issuer.token().sign()).hasMessageContaining("audience");
        assertThat(issuer.token().without("aud").sign()).isNotEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void it_signs_with_a_key_of_every_algorithm(Algorithm algorithm) {
        try (var issuer = TestIssuer.start(algorithm)) {
            var verifier = issuer.verifier("orders-api").withAlgorithms(EnumSet.of(algorithm));
            var verdict = verifier.verify(issuer.token().audience("orders-api").sign());
            assertThat(trusted(verdict).algorithm()).isEqualTo(algorithm);
        }
    }

    @Test
    void a_token_dies_when_the_clock_passes_its_expiry(TestIssuer issuer, Verifier verifier) {
        var token = issuer.token().audience("orders-api").sign();
        issuer.clock().advance(Duration.ofMinutes(11));
        assertRefused(verifier.verify(token), Reason.EXPIRED);
    }

    @Test
    void after_a_rotation_old_and_new_tokens_are_good(TestIssuer issuer, Verifier verifier) {
        var old = issuer.token().audience("orders-api").sign();
        trusted(verifier.verify(old));
        issuer.keys().rotate();
        issuer.clock().advance(COOLDOWN);
        var fresh = issuer.token().audience("orders-api").sign();
        assertThat(trusted(verifier.verify(fresh)).keyId())
                .isNotEqualTo(trusted(verifier.verify(old)).keyId());
    }

    @Test
    void a_key_published_late_is_unknown_until_then(TestIssuer issuer, Verifier verifier) {
        var key = issuer.keys().rotateUnpublished();
        var token = issuer.token().audience("orders-api").sign();
        assertRefused(verifier.verify(token), Reason.UNKNOWN_KID);
        issuer.keys().publish(key);
        issuer.clock().advance(COOLDOWN);
        trusted(verifier.verify(token));
    }

    @Test
    void a_withdrawn_key_is_unknown_once_the_keys_were_fetched_again(
            TestIssuer issuer, Verifier verifier) {
        var old = issuer.keys().signing();
        var token = issuer.token().audience("orders-api").sign();
        trusted(verifier.verify(token));
        issuer.keys().rotate();
        issuer.keys().withdraw(old);
        issuer.clock().advance(COOLDOWN);
        trusted(verifier.verify(issuer.token().audience("orders-api").sign()));
        assertRefused(verifier.verify(token), Reason.UNKNOWN_KID);
    }

    @ParameterizedTest
    @EnumSource
    void with_any_fault_nobody_can_tell_and_later_all_is_well(
            Fault fault, TestIssuer issuer, Verifier verifier) {
        var token = issuer.token().audience("orders-api").sign();
        issuer.fail(fault);
        assertThat(verifier.verify(token)).isInstanceOf(Verdict.Unavailable.class);
        issuer.recover();
        issuer.clock().advance(COOLDOWN);
        trusted(verifier.verify(token));
    }

    @Test
    void nothing_is_answered_while_answers_are_held_back(TestIssuer issuer, Verifier verifier)
            throws Exception {
        var token = issuer.token().audience("orders-api").sign();
        CompletableFuture<Verdict> verdict;
        try (var hold = issuer.hold()) {
            verdict = CompletableFuture.supplyAsync(() -> verifier.verify(token));
            hold.awaitRequest();
            assertThat(issuer.keySetRequests()).isZero();
        }
        trusted(verdict.get());
        assertThat(issuer.keySetRequests()).isEqualTo(1);
        assertThat(issuer.metadataRequests()).isEqualTo(1);
    }

    @Test
    void the_key_set_has_a_life_time_and_a_tag(TestIssuer issuer) throws Exception {
        var client = HttpClient.newHttpClient();
        var request = HttpRequest.newBuilder(issuer.keysUri());
        var first = client.send(request.build(), HttpResponse.BodyHandlers.ofString());
        assertThat(first.headers().firstValue("Cache-Control")).contains("public, max-age=300");
        var tag = first.headers().firstValue("ETag").orElseThrow();
        var again =
                client.send(
                        request.header("If-None-Match", tag).build(),
                        HttpResponse.BodyHandlers.ofString());
        assertThat(again.statusCode()).isEqualTo(304);
        issuer.keys().rotate();
        var changed = client.send(request.build(), HttpResponse.BodyHandlers.ofString());
        assertThat(changed.statusCode()).isEqualTo(200);
    }

    @Test
    void it_can_live_at_a_time_of_its_own() {
        var clock = MovableClock.at(Instant.parse("2040-02-29T12:00:00Z"));
        try (var issuer = TestIssuer.start(Algorithm.ES256, clock)) {
            var verdict =
                    issuer.verifier("orders-api")
                            .verify(issuer.token().audience("orders-api").sign());
            assertThat(trusted(verdict).issuedAt()).isEqualTo("2040-02-29T12:00:00Z");
        }
    }

    private static Verdict.Trusted trusted(Verdict verdict) {
        assertThat(verdict).isInstanceOf(Verdict.Trusted.class);
        return (Verdict.Trusted) verdict;
    }

    private static void assertRefused(Verdict verdict, Reason reason) {
        assertThat(verdict)
                .isInstanceOfSatisfying(
                        Verdict.Refused.class,
                        refused -> assertThat(refused.reason()).isEqualTo(reason));
    }
}
