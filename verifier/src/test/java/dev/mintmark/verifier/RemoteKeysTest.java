package dev.mintmark.verifier;

import static dev.mintmark.verifier.Tokens.aToken;
import static dev.mintmark.verifier.Tokens.aVerifier;
import static dev.mintmark.verifier.Tokens.quoted;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mintmark.verifier.jose.Algorithm;
import dev.mintmark.verifier.jose.TestKeys;
import dev.mintmark.verifier.jose.VerificationKey;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;

/// Against a real HTTP server; only the clock is ours.
@Timeout(60)
class RemoteKeysTest {

    private static final VerificationKey OLD = TestKeys.key(Algorithm.ES256);
    private static final VerificationKey NEW = TestKeys.key(Algorithm.ED25519);

    private final FakeIssuer issuer = new FakeIssuer();
    private final MovableClock clock = new MovableClock();
    private RemoteKeys keys = KeySource.atUrl(issuer.keysUri()).withClock(clock);

    @AfterEach
    void close() {
        keys.close();
        issuer.close();
    }

    @Test
    void a_token_is_verified_with_a_key_fetched_for_it() {
        issuer.publishes(OLD);
        assertThat(aVerifier(keys).verify(aToken().sign())).isInstanceOf(Verdict.Trusted.class);
        assertThat(issuer.requestsFor(FakeIssuer.KEYS)).isEqualTo(1);
        assertThat(keys.isReady()).isTrue();
    }

    @ParameterizedTest
    @DisplayName("R-080: https, or http on loopback")
    @ValueSource(
            strings = {
                "http://id.example.com/keys",
                "ftp://127.0.0.1/keys",
                "file:///etc/passwd",
                "http://127.0.0.1.evil.example/keys",
                "http://localhost.evil.example/keys",
                "https://user@id.example.com/keys",
                "/keys"
            })
    void an_address_without_tls_is_not_accepted(String address) {
        assertThatThrownBy(() -> KeySource.atUrl(URI.create(address)))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    @DisplayName("R-080: redirects")
    void a_redirect_is_not_followed() {
        issuer.serves("/elsewhere", 200, FakeIssuer.keySet(OLD));
        issuer.serves(
                FakeIssuer.KEYS,
                new FakeIssuer.Answer(302, Map.of("Location", issuer.uri() + "/elsewhere"), ""));
        assertThat(lookup("ES256-key")).isInstanceOf(KeyLookup.Unavailable.class);
        assertThat(issuer.requestsFor("/elsewhere")).isZero();
    }

    @Test
    @DisplayName("R-080: 512 KiB")
    void a_document_that_is_too_long_is_not_read() {
        String set = FakeIssuer.keySet(OLD);
        issuer.serves(FakeIssuer.KEYS, 200, set + " ".repeat(512 * 1024));
        assertThat(lookup("ES256-key")).isInstanceOf(KeyLookup.Unavailable.class);
        assertThat(keys.failure()).get().asString().contains("longer than");
    }

    @Test
    @DisplayName("R-081: discovery")
    void keys_are_found_through_the_issuers_metadata() {
        issuer.publishes(OLD)
                .serves("/.well-known/openid-configuration", 200, metadata(issuer.uri()));
        keys = KeySource.discoveredFrom(issuer.uri()).withClock(clock);
        assertThat(lookup("ES256-key")).isInstanceOf(KeyLookup.Found.class);
    }

    @Test
    @DisplayName("R-081: RFC 8414, with the path behind the well-known part")
    void an_oauth_issuer_with_a_path_is_found_too() {
        URI tenant = issuer.uri().resolve("/tenant");
        issuer.publishes(OLD)
                .serves("/.well-known/oauth-authorization-server/tenant", 200, metadata(tenant));
        keys = KeySource.discoveredFrom(tenant).withClock(clock);
        assertThat(lookup("ES256-key")).isInstanceOf(KeyLookup.Found.class);
        assertThat(issuer.requestsFor("/tenant/.well-known/openid-configuration")).isEqualTo(1);
    }

    @Test
    @DisplayName("R-081: metadata of somebody else")
    void metadata_that_names_another_issuer_is_not_used() {
        issuer.publishes(OLD)
                .serves(
                        "/.well-known/openid-configuration",
                        200,
                        metadata(URI.create(issuer.uri() + "/")));
        keys = KeySource.discoveredFrom(issuer.uri()).withClock(clock);
        assertThat(lookup("ES256-key")).isInstanceOf(KeyLookup.Unavailable.class);
        assertThat(issuer.requestsFor(FakeIssuer.KEYS)).isZero();
    }

    @Test
    @DisplayName("R-081: jwks_uri elsewhere")
    void metadata_cannot_send_us_to_another_origin() {
        try (var elsewhere = new FakeIssuer().publishes(OLD)) {
            issuer.serves(
                    "/.well-known/openid-configuration",
                    200,
                    "{\"issuer\":\"%s\",\"jwks_uri\":\"%s\"}"
                            .formatted(issuer.uri(), elsewhere.keysUri()));
            keys = KeySource.discoveredFrom(issuer.uri()).withClock(clock);
            assertThat(lookup("ES256-key")).isInstanceOf(KeyLookup.Unavailable.class);
            assertThat(elsewhere.requestsFor(FakeIssuer.KEYS)).isZero();
        }
    }

    @Test
    @DisplayName("R-082: refresh without waiting")
    void an_old_set_serves_while_a_new_one_is_on_its_way() throws Exception {
        issuer.publishes(OLD);
        lookup("ES256-key");
        var asked = new CountDownLatch(1);
        var answer = new CountDownLatch(1);
        issuer.publishes(OLD, NEW)
                .beforeAnswering(() -> {
                    asked.countDown();
                    awaitQuietly(answer);
                });
        clock.advance(Duration.ofMinutes(5));

        assertThat(lookup("ES256-key")).isInstanceOf(KeyLookup.Found.class);
        asked.await();
        assertThat(lookup("ES256-key")).isInstanceOf(KeyLookup.Found.class);
        answer.countDown();
        assertThat(lookup("Ed25519-key")).isInstanceOf(KeyLookup.Found.class);
        assertThat(issuer.requestsFor(FakeIssuer.KEYS)).isEqualTo(2);
    }

    @Test
    @DisplayName("R-083: a new key, at once")
    void a_token_under_a_new_key_makes_the_set_be_fetched() {
        issuer.publishes(OLD);
        lookup("ES256-key");
        issuer.publishes(OLD, NEW);
        clock.advance(Duration.ofSeconds(30));
        assertThat(aVerifier(keys).verify(aToken(Algorithm.ED25519).sign()))
                .isInstanceOf(Verdict.Trusted.class);
    }

    @Test
    @DisplayName("R-083, R-084: random kids")
    void ten_thousand_unknown_kids_cause_one_fetch_per_half_minute() {
        issuer.publishes(OLD);
        var verifier = aVerifier(keys);
        for (int i = 0; i < 10_000; i++) {
            var verdict = verifier.verify(aToken().header("kid", quoted("random-" + i)).sign());
            assertThat(verdict).isInstanceOf(Verdict.Refused.class);
        }
        assertThat(issuer.requestsFor(FakeIssuer.KEYS)).isEqualTo(1);
        clock.advance(Duration.ofSeconds(30));
        for (int i = 0; i < 1_000; i++) {
            assertThat(lookup("random-" + i)).isInstanceOf(KeyLookup.NoSuchKey.class);
        }
        assertThat(issuer.requestsFor(FakeIssuer.KEYS)).isEqualTo(2);
    }

    @Test
    @DisplayName("R-083: single flight")
    void many_first_tokens_at_once_share_one_fetch() throws Exception {
        issuer.publishes(OLD);
        String token = aToken().sign();
        var verifier = aVerifier(keys);
        var threads = Executors.newFixedThreadPool(16);
        try {
            var tasks = new ArrayList<Callable<Verdict>>();
            for (int i = 0; i < 64; i++) {
                tasks.add(() -> verifier.verify(token));
            }
            for (var verdict : threads.invokeAll(tasks)) {
                assertThat(verdict.get()).isInstanceOf(Verdict.Trusted.class);
            }
        } finally {
            threads.shutdownNow();
        }
        assertThat(issuer.requestsFor(FakeIssuer.KEYS)).isEqualTo(1);
    }

    @Test
    @DisplayName("R-085: outage")
    void the_last_good_set_serves_for_a_day() {
        issuer.publishes(OLD);
        lookup("ES256-key");
        issuer.serves(FakeIssuer.KEYS, 503, "");
        clock.advance(Duration.ofHours(23));
        assertThat(lookup("ES256-key")).isInstanceOf(KeyLookup.Found.class);
        clock.advance(Duration.ofHours(1));
        assertThat(lookup("ES256-key")).isInstanceOf(KeyLookup.Unavailable.class);
        assertThat(keys.isReady()).isFalse();
        issuer.publishes(OLD);
        clock.advance(Duration.ofSeconds(5));
        assertThat(lookup("ES256-key")).isInstanceOf(KeyLookup.Found.class);
    }

    @Test
    @DisplayName("R-085, R-195: no 401 for our trouble")
    void an_unknown_kid_during_an_outage_is_not_held_against_the_token() {
        issuer.publishes(OLD);
        lookup("ES256-key");
        issuer.serves(FakeIssuer.KEYS, 500, "");
        clock.advance(Duration.ofSeconds(30));
        assertThat(lookup("Ed25519-key")).isInstanceOf(KeyLookup.Unavailable.class);
        assertThat(lookup("ES256-key")).isInstanceOf(KeyLookup.Found.class);
    }

    @ParameterizedTest
    @DisplayName("R-086: useless sets")
    @ValueSource(
            strings = {
                "{\"keys\":[]}",
                "{}",
                "[]",
                "",
                "not json",
                "{\"keys\":[{\"kty\":\"AKP\",\"alg\":\"ML-DSA-65\",\"pub\":\"AA\"}]}"
            })
    void a_set_without_usable_keys_does_not_replace_a_good_one(String body) {
        issuer.publishes(OLD);
        lookup("ES256-key");
        issuer.serves(FakeIssuer.KEYS, 200, body);
        clock.advance(Duration.ofSeconds(30));
        lookup("unknown");
        assertThat(issuer.requestsFor(FakeIssuer.KEYS)).isEqualTo(2);
        assertThat(lookup("ES256-key")).isInstanceOf(KeyLookup.Found.class);
        assertThat(keys.failure()).isPresent();
    }

    @Test
    @DisplayName("R-087: a key that was withdrawn")
    void a_key_that_is_gone_from_the_set_is_no_longer_used() {
        issuer.publishes(OLD, NEW);
        assertThat(lookup("ES256-key")).isInstanceOf(KeyLookup.Found.class);
        issuer.publishes(NEW);
        clock.advance(Duration.ofSeconds(30));
        lookup("unknown");
        assertThat(lookup("ES256-key")).isInstanceOf(KeyLookup.NoSuchKey.class);
    }

    @Test
    @DisplayName("R-037, R-087: who remembers a key can tell that it is still there")
    void a_key_that_stays_in_the_set_stays_the_same_object() {
        issuer.publishes(OLD);
        VerificationKey before = onlyKey("ES256-key");
        issuer.publishes(NEW, OLD);
        clock.advance(Duration.ofSeconds(30));
        lookup("unknown");
        assertThat(onlyKey("ES256-key")).isSameAs(before);
        assertThat(onlyKey("Ed25519-key").algorithm()).isEqualTo(Algorithm.ED25519);
    }

    @Test
    @DisplayName("R-037: other numbers under an old name")
    void a_key_that_took_over_the_kid_of_another_is_another_object() {
        issuer.publishes(OLD);
        VerificationKey before = onlyKey("ES256-key");
        var successor = TestKeys.pair(Algorithm.ES384).getPublic();
        issuer.publishes(VerificationKey.of("ES256-key", Algorithm.ES384, successor));
        clock.advance(Duration.ofSeconds(30));
        lookup("unknown");
        assertThat(onlyKey("ES256-key")).isNotSameAs(before);
    }

    @Test
    @DisplayName("R-088: cold start while the issuer is down")
    void a_service_starts_without_its_issuer_and_recovers() {
        var verifier = aVerifier(keys);
        assertThat(keys.isReady()).isFalse();
        assertThat(verifier.verify(aToken().sign())).isInstanceOf(Verdict.Unavailable.class);
        issuer.publishes(OLD);
        clock.advance(Duration.ofSeconds(5));
        assertThat(verifier.verify(aToken().sign())).isInstanceOf(Verdict.Trusted.class);
    }

    @Test
    void a_closed_source_keeps_its_keys_and_fetches_no_more() {
        issuer.publishes(OLD);
        lookup("ES256-key");
        keys.close();
        clock.advance(Duration.ofMinutes(10));
        assertThat(lookup("ES256-key")).isInstanceOf(KeyLookup.Found.class);
        assertThat(issuer.requestsFor(FakeIssuer.KEYS)).isEqualTo(1);
    }

    private VerificationKey onlyKey(String kid) {
        var found = (KeyLookup.Found) lookup(kid);
        assertThat(found.keys()).hasSize(1);
        return found.keys().get(0);
    }

    private KeyLookup lookup(String kid) {
        return keys.lookup(kid, Algorithm.ES256);
    }

    private String metadata(URI named) {
        return "{\"issuer\":\"%s\",\"jwks_uri\":\"%s\"}".formatted(named, issuer.keysUri());
    }

    private static void awaitQuietly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
