package dev.mintmark.verifier;

import static dev.mintmark.verifier.Tokens.aToken;
import static dev.mintmark.verifier.Tokens.aVerifier;
import static dev.mintmark.verifier.Tokens.quoted;

import static org.assertj.core.api.Assertions.assertThat;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.mintmark.verifier.RevocationSource.Standing;
import dev.mintmark.verifier.jose.Algorithm;
import dev.mintmark.verifier.jose.TestKeys;
import dev.mintmark.verifier.jose.VerificationKey;
import dev.mintmark.verifier.jwt.CompactJws;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;

/// a token that was verified before is as good as it is now, not as it was then.
class SeenTokensTest {

    private static final VerificationKey KEY = TestKeys.key(Algorithm.ES256);

    private final MovableClock clock = new MovableClock();
    private final ChangingKeys keys = new ChangingKeys();
    private final AtomicReference<Standing> standing = new AtomicReference<>(Standing.GOOD);
    private final Verifier verifier =
            aVerifier(keys).withClock(clock).withRevocations(token -> standing.get());
    private final Verdict.Trusted trusted = (Verdict.Trusted) aVerifier().verify(aToken().sign());

    /// Keys that are there or not, and how often they were asked for.
    private static final class ChangingKeys implements KeySource {
        private List<VerificationKey> keys = List.of(KEY);
        private final AtomicInteger asked = new AtomicInteger();

        @Override
        public KeyLookup lookup(@Nullable String kid, Algorithm algorithm) {
            asked.incrementAndGet();
            return keys.isEmpty() ? new KeyLookup.NoSuchKey() : new KeyLookup.Found(keys);
        }
    }

    @Test
    void the_third_request_of_a_token_gets_what_the_second_found() {
        String token = aToken().sign();

        var first = verifier.verify(token);
        var second = verifier.verify(token);

        assertThat(first).isInstanceOf(Verdict.Trusted.class);
        assertThat(second).isInstanceOf(Verdict.Trusted.class).isNotSameAs(first);
        assertThat(verifier.verify(token)).isSameAs(second);
        assertThat(verifier.verify(token)).isSameAs(second);
    }

    @Test
    void nothing_but_the_very_same_text_is_recognised() {
        String token = seen(aToken().sign());

        for (int i = 0; i < token.length(); i++) {
            char other = token.charAt(i) == 'A' ? 'B' : 'A';
            String changed = token.substring(0, i) + other + token.substring(i + 1);
            assertThat(verifier.verify(changed)).as("at %d", i).isInstanceOf(Verdict.Refused.class);
        }
        assertThat(verifier.verify(token + "=")).isInstanceOf(Verdict.Refused.class);
        assertThat(verifier.verify(" " + token)).isInstanceOf(Verdict.Refused.class);
        assertThat(verifier.verify(token.substring(1))).isInstanceOf(Verdict.Refused.class);
    }

    @Test
    void it_expires() {
        String token = seen(aToken().sign());

        clock.advance(Duration.ofSeconds(600 + 29));
        assertThat(verifier.verify(token)).isInstanceOf(Verdict.Trusted.class);
        clock.advance(Duration.ofSeconds(1));
        assertRefused(token, Reason.EXPIRED);
        assertRefused(token, Reason.EXPIRED);
    }

    @Test
    void it_is_not_yet_valid_for_a_clock_that_was_set_back() {
        long now = Tokens.NOW.getEpochSecond();
        String token = seen(aToken().claim("nbf", Long.toString(now)).sign());

        clock.advance(Duration.ofSeconds(-11));

        assertRefused(token, Reason.NOT_YET_VALID);
    }

    @Test
    void it_goes_with_its_key() {
        String token = seen(aToken().sign());

        keys.keys = List.of();
        assertRefused(token, Reason.UNKNOWN_KID);
        keys.keys = List.of(KEY);
        assertThat(verifier.verify(token)).isInstanceOf(Verdict.Trusted.class);
    }

    @Test
    void another_key_of_the_same_name_does_not_vouch_for_it() throws Exception {
        String token = seen(aToken().sign());

        keys.keys =
                List.of(
                        VerificationKey.of(
                                KEY.kid().orElseThrow(),
                                Algorithm.ES256,
                                TestKeys.ec("secp256r1").getPublic()));

        assertRefused(token, Reason.BAD_SIGNATURE);
    }

    @Test
    void it_can_be_revoked_and_news_can_be_stale() {
        String token = seen(aToken().sign());

        standing.set(new Standing.Revoked("test"));
        assertRefused(token, Reason.REVOKED);
        standing.set(new Standing.Stale(Duration.ofSeconds(7)));
        assertThat(verifier.verify(token))
                .isEqualTo(
                        new Verdict.Unavailable(
                                Verdict.Unavailable.Cause.REVOCATIONS, Duration.ofSeconds(7)));
    }

    @Test
    void a_bound_token_needs_its_proof_each_time() {
        String token = aToken().claim("cnf", "{\"jkt\":\"x\"}").sign();
        SenderProof good = (text, confirmation) -> null;
        SenderProof bad = (text, confirmation) -> new Verdict.Refused(Reason.DPOP_INVALID, "test");
        for (int i = 0; i < 3; i++) {
            assertThat(verifier.verify(token, good)).isInstanceOf(Verdict.Trusted.class);
        }

        assertRefused(token, Reason.DPOP_MISSING);
        assertThat(verifier.verify(token, bad))
                .isEqualTo(new Verdict.Refused(Reason.DPOP_INVALID, "test"));
        assertThat(verifier.verify(token, good)).isInstanceOf(Verdict.Trusted.class);
    }

    @Test
    void requirements_are_checked_each_time() {
        var recent = verifier.requiring(Requirements.NONE.withMaxAge(Duration.ofMinutes(5)));
        long now = Tokens.NOW.getEpochSecond();
        String token = aToken().claim("auth_time", Long.toString(now)).sign();
        for (int i = 0; i < 3; i++) {
            assertThat(recent.verify(token)).isInstanceOf(Verdict.Trusted.class);
        }

        clock.advance(Duration.ofSeconds(301));

        assertThat(((Verdict.Refused) recent.verify(token)).reason())
                .isEqualTo(Reason.INSUFFICIENT_AUTHENTICATION);
    }

    @Test
    void a_refusal_is_never_remembered() {
        String token = aToken().claim("aud", quoted("other")).sign();

        for (int i = 0; i < 5; i++) {
            assertRefused(token, Reason.WRONG_AUDIENCE);
        }
        assertThat(keys.asked.get()).isEqualTo(5);
    }

    @Test
    void a_verifier_with_other_rules_does_not_know_what_this_one_saw() {
        String token = seen(aToken().sign());

        var strict = verifier.withAudiences("other");

        assertThat(((Verdict.Refused) strict.verify(token)).reason())
                .isEqualTo(Reason.WRONG_AUDIENCE);
    }

    @Test
    void a_flood_of_good_tokens_stays_within_its_bounds() {
        var tokens = SeenTokens.within(new CacheBound(64, 50_000));
        for (int i = 0; i < 10_000; i++) {
            remember(tokens, "{\"n\":" + i + "}");
            assertThat(tokens.bytes()).isBetween(0L, 50_000L);
        }
        assertThat(tokens.bytes()).isGreaterThan(25_000);
    }

    @Test
    void a_token_counts_as_what_its_claims_take_as_objects() {
        var tokens = SeenTokens.within(new CacheBound(64, 1_000_000));
        remember(tokens, "{\"n\":[" + "1,".repeat(99) + "1]}");

        // A number is an object and a string, some seventy bytes, for two bytes of text.
        assertThat(tokens.bytes()).isGreaterThan(100 * 70);
    }

    @Test
    void a_token_that_is_larger_than_all_there_is_is_not_remembered() {
        var tokens = SeenTokens.within(new CacheBound(64, 2_000));
        remember(tokens, "{\"n\":\"" + "x".repeat(1_000) + "\"}");

        assertThat(tokens.bytes()).isZero();
    }

    @Test
    void one_look_at_a_signature_tells_new_tokens_from_old() {
        var tokens = SeenTokens.within(new CacheBound(1024, 1_000_000));
        // The signatures of ML-DSA-44 often end alike.
        String end = "A".repeat(80);
        tokens.noteOnce(CompactJws.split("a.b.Qm9n" + "usQQ" + end));

        assertThat(tokens.mayKnow(CompactJws.split("a.b.Qm9n" + "usQQ" + end))).isTrue();
        assertThat(tokens.mayKnow(CompactJws.split("a.b.Qm9n" + "usQg" + end))).isFalse();
        assertThat(tokens.mayKnow(CompactJws.split("a.b."))).isFalse();
    }

    @Test
    void two_tokens_in_use_never_push_each_others_marks_out() {
        for (int i = 0; i < 200; i++) {
            // So few places for marks that many of the two hundred pairs share one.
            var tokens = SeenTokens.within(new CacheBound(1, 1_000_000));
            var one = CompactJws.split("a.b." + (10_000_000 + i));
            var other = CompactJws.split("a.b." + (20_000_000 + i));
            tokens.noteOnce(one);
            tokens.noteOnce(other);

            assertThat(tokens.mayKnow(one)).isTrue();
            assertThat(tokens.mayKnow(other)).isTrue();
        }
    }

    private void remember(SeenTokens tokens, String payload) {
        tokens.remember(
                TokenDigest.of(payload.getBytes(US_ASCII)),
                new AcceptedHeader(Algorithm.ES256, null),
                KEY,
                trusted,
                payload.getBytes(US_ASCII));
    }

    @Test
    void tokens_that_come_once_take_no_place() {
        String used = seen(aToken().sign());
        var again = verifier.verify(used);
        for (int i = 0; i < 500; i++) {
            assertThat(verifier.verify(aToken().claim("jti", quoted("t" + i)).sign()))
                    .isInstanceOf(Verdict.Trusted.class);
        }
        // Its mark may be gone: then this looks at the signature once more, and marks it.
        verifier.verify(used);

        assertThat(verifier.verify(used)).isSameAs(again);
    }

    @Test
    void nothing_is_remembered_where_that_is_not_wanted() {
        var forgetful = verifier.rememberingNoTokens();
        String token = aToken().sign();
        var verdicts = new ArrayList<Verdict>();
        for (int i = 0; i < 4; i++) {
            verdicts.add(forgetful.verify(token));
        }

        assertThat(verdicts).doesNotHaveDuplicates();
    }

    private String seen(String token) {
        for (int i = 0; i < 3; i++) {
            assertThat(verifier.verify(token)).isInstanceOf(Verdict.Trusted.class);
        }
        return token;
    }

    private void assertRefused(String token, Reason reason) {
        assertThat(verifier.verify(token))
                .isInstanceOfSatisfying(
                        Verdict.Refused.class,
                        refused -> assertThat(refused.reason()).isEqualTo(reason));
    }
}
