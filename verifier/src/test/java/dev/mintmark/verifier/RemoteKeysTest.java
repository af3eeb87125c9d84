package dev.mintmark.verifier;

import static dev.mintmark.verifier.Tokens.aToken;
import static dev.mintmark.verifier.Tokens.aVerifier;
import static dev.mintmark.verifier.Tokens.quoted;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mintmark.verifier.jose.Algorithm;
import dev.mintmark.verifier.jose.TestKeys;
import dev.mintmark.verifier.jose.VerificationKey;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorCompletionService;
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
    @DisplayName("R-083, R-084: 10,000 random kids at once")
    void ten_thousand_unknown_kids_cause_one_fetch() {
        issuer.publishes(OLD);
        var verifier = aVerifier(keys);
        // The signature would be looked at last, and these never get that far.
        String rest = "." + aToken().payloadSegment() + "." + "A".repeat(86);
        for (int i = 0; i < 10_000; i++) {
            String header = aToken().header("kid", quoted("random-" + i)).headerSegment();
            var verdict = verifier.verify(header + rest);
            assertThat(((Verdict.Refused) verdict).reason()).isEqualTo(Reason.UNKNOWN_KID);
        }
        assertThat(issuer.requestsFor(FakeIssuer.KEYS)).isEqualTo(1);
        assertThat(verifier.verify(aToken().sign())).isInstanceOf(Verdict.Trusted.class);
    }

    @Test
    @DisplayName("R-083, R-084: 10,000 random kids in five minutes")
    void unknown_kids_without_end_cause_one_fetch_per_half_minute() {
        issuer.publishes(OLD);
        for (int i = 0; i < 10_000; i++) {
            assertThat(lookup("random-" + i)).isInstanceOf(KeyLookup.NoSuchKey.class);
            clock.advance(Duration.ofMillis(30));
        }
        assertThat(issuer.requestsFor(FakeIssuer.KEYS)).isBetween(9, 10);
    }

    @Test
    @DisplayName("R-083: per issuer for the whole process")
    void verifiers_of_one_issuer_share_one_source() {
        issuer.publishes(OLD);
        var orders = Verifier.forIssuer(Tokens.ISSUER, Tokens.AUDIENCE, keys.shared());
        var stock = Verifier.forIssuer(Tokens.ISSUER, "stock-api", keys.shared());
        for (var verifier : List.of(orders, stock)) {
            for (int i = 0; i < 100; i++) {
                verifier.verify(aToken().header("kid", quoted("random-" + i)).sign());
            }
        }
        orders.close();
        assertThat(issuer.requestsFor(FakeIssuer.KEYS)).isEqualTo(1);
        issuer.publishes(NEW);
        clock.advance(Duration.ofSeconds(30));
        var verdict = stock.withClock(clock).verify(aToken(Algorithm.ED25519).sign());
        assertThat(((Verdict.Refused) verdict).reason()).isEqualTo(Reason.WRONG_AUDIENCE);
        assertThat(issuer.requestsFor(FakeIssuer.KEYS)).isEqualTo(2);
    }

    @Test
    @DisplayName("R-083: no more than a few wait for a slow issuer")
    void unknown_kids_cannot_tie_up_all_threads() throws Exception {
        issuer.publishes(OLD);
        lookup("ES256-key");
        var answer = new CountDownLatch(1);
        issuer.beforeAnswering(() -> awaitQuietly(answer));
        clock.advance(Duration.ofSeconds(30));
        var threads = Executors.newFixedThreadPool(64);
        try {
            var lookups = new ExecutorCompletionService<KeyLookup>(threads);
            for (int i = 0; i < 64; i++) {
                String kid = "random-" + i;
                lookups.submit(() -> lookup(kid));
            }
            for (int i = 0; i < 32; i++) {
                assertThat(lookups.take().get()).isInstanceOf(KeyLookup.Unavailable.class);
            }
            assertThat(lookup("ES256-key")).isInstanceOf(KeyLookup.Found.class);
            answer.countDown();
            for (int i = 0; i < 32; i++) {
                assertThat(lookups.take().get()).isInstanceOf(KeyLookup.NoSuchKey.class);
            }
        } finally {
            threads.shutdownNow();
        }
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
    @DisplayName("R-085: stale seconds")
    void the_operator_can_see_for_how_long_a_set_is_overdue() {
        assertThat(keys.staleFor()).isEmpty();
        issuer.publishes(OLD);
        lookup("ES256-key");
        assertThat(keys.staleFor()).contains(Duration.ZERO);
        assertThat(keys.fetchedAt()).contains(clock.instant());
        issuer.serves(FakeIssuer.KEYS, 503, "");
        clock.advance(Duration.ofHours(2));
        // The set said five minutes; it was to be fetched after four, give or take a tenth.
        assertThat(keys.staleFor().orElseThrow())
                .isBetween(Duration.ofSeconds(7200 - 264), Duration.ofSeconds(7200 - 216));
        lookup("unknown");
        assertThat(keys.failure()).get().asString().contains("status 503");
        issuer.publishes(OLD);
        clock.advance(Duration.ofSeconds(30));
        lookup("unknown");
        assertThat(keys.staleFor()).contains(Duration.ZERO);
        assertThat(keys.failure()).isEmpty();
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
    @DisplayName("R-088: the start is not blocked")
    void starting_returns_while_the_issuer_takes_its_time() throws Exception {
        var asked = new CountDownLatch(1);
        var answer = new CountDownLatch(1);
        issuer.publishes(OLD)
                .beforeAnswering(() -> {
                    asked.countDown();
                    awaitQuietly(answer);
                });
        keys.start();
        asked.await();
        assertThat(keys.isReady()).isFalse();
        answer.countDown();
        assertThat(lookup("ES256-key")).isInstanceOf(KeyLookup.Found.class);
        assertThat(keys.isReady()).isTrue();
        assertThat(issuer.requestsFor(FakeIssuer.KEYS)).isEqualTo(1);
    }

    @Test
    @DisplayName("R-070: entries of kinds that we do not know")
    void a_set_with_keys_of_the_future_serves_with_the_others() {
        String es256 = FakeIssuer.keySet(OLD);
        issuer.serves(
                FakeIssuer.KEYS,
                200,
                es256.replace(
                        "[",
                        "[{\"kty\":\"AKP\",\"kid\":\"pq\",\"alg\":\"ML-DSA-1\",\"pub\":\"AA\"},"
                                + "{\"kty\":\"NEW\",\"kid\":\"new\"},7,{},"));
        assertThat(lookup("ES256-key")).isInstanceOf(KeyLookup.Found.class);
        assertThat(lookup("pq")).isInstanceOf(KeyLookup.NoSuchKey.class);
    }

    @Test
    void an_issuer_that_wants_to_know_is_told_which_copy_is_in_use() {
        issuer.serves(FakeIssuer.KEYS, tagged("\"a\"", true, OLD));
        lookup("ES256-key");
        awaitNamed("- -", "\"a\" none");

        issuer.serves(FakeIssuer.KEYS, tagged("\"b\"", true, OLD, NEW));
        clock.advance(Duration.ofMinutes(5));
        lookup("ES256-key");
        awaitNamed("- -", "\"a\" none", "\"a\" -", "\"b\" \"a\"");

        // It is confirmed, and serves as a new one would.
        issuer.serves(FakeIssuer.KEYS, new FakeIssuer.Answer(304, Map.of(), ""));
        clock.advance(Duration.ofMinutes(5));
        lookup("ES256-key");
        awaitNamed("- -", "\"a\" none", "\"a\" -", "\"b\" \"a\"", "\"b\" -");
        assertThat(keys.lookup("Ed25519-key", Algorithm.ED25519))
                .isInstanceOf(KeyLookup.Found.class);
        assertThat(keys.failure()).isEmpty();
        assertThat(keys.timesFailed()).isZero();
    }

    @Test
    void other_issuers_are_asked_for_the_whole_set_each_time_and_told_nothing() {
        issuer.serves(FakeIssuer.KEYS, tagged("\"a\"", false, OLD));
        lookup("ES256-key");
        clock.advance(Duration.ofMinutes(5));
        lookup("ES256-key");

        awaitNamed("- -", "- -");
    }

    private static FakeIssuer.Answer tagged(
            String etag, boolean wantsReports, VerificationKey... published) {
        var headers = new HashMap<>(Map.of("Cache-Control", "max-age=300", "ETag", etag));
        if (wantsReports) {
            headers.put("Mintmark-Key-Set", "report");
        }
        return new FakeIssuer.Answer(200, headers, FakeIssuer.keySet(published));
    }

    private void awaitNamed(String... expected) {
        while (issuer.copiesNamed().size() < expected.length) {
            Thread.onSpinWait();
        }
        assertThat(issuer.copiesNamed()).containsExactly(expected);
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

    private static void awaitQuietly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
