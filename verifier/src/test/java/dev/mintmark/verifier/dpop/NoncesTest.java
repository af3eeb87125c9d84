package dev.mintmark.verifier.dpop;

import static dev.mintmark.verifier.Tokens.aVerifier;
import static dev.mintmark.verifier.Tokens.quoted;
import static dev.mintmark.verifier.dpop.Proofs.ADDRESS;
import static dev.mintmark.verifier.dpop.Proofs.METHOD;
import static dev.mintmark.verifier.dpop.Proofs.aProof;
import static dev.mintmark.verifier.dpop.Proofs.boundToken;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mintmark.verifier.MovableClock;
import dev.mintmark.verifier.Reason;
import dev.mintmark.verifier.Verdict;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

import java.security.SecureRandom;
import java.time.Duration;
import java.util.List;

class NoncesTest {

    private static final String TOKEN = boundToken();
    private static final byte[] SECRET = randomSecret();

    private final MovableClock clock = new MovableClock();
    private final Dpop dpop = node(SECRET);
    private int proofs;

    @Test
    @DisplayName("R-208, R-209: the whole exchange")
    void a_client_without_a_nonce_is_told_one_and_gets_in_with_it() {
        Verdict first = verdict(dpop, proof(null));
        assertThat(first)
                .isInstanceOfSatisfying(
                        Verdict.Refused.class,
                        refused ->
                                assertThat(refused.reason()).isEqualTo(Reason.DPOP_NONCE_REQUIRED));
        String nonce = dpop.nonceFor(first).orElseThrow();
        Verdict second = verdict(dpop, proof(nonce));
        assertThat(second).isInstanceOf(Verdict.Trusted.class);
        assertThat(dpop.nonceFor(second)).contains(nonce);
    }

    @Test
    @DisplayName("R-209: the current nonce and the one before")
    void a_nonce_lives_for_five_to_ten_minutes() {
        String nonce = currentNonce(dpop);
        clock.advance(Duration.ofMinutes(5));
        assertThat(verdict(dpop, proof(nonce))).isInstanceOf(Verdict.Trusted.class);
        assertThat(currentNonce(dpop)).isNotEqualTo(nonce);
        clock.advance(Duration.ofMinutes(5));
        assertThat(reason(dpop, proof(nonce))).isEqualTo(Reason.DPOP_NONCE_REQUIRED);
    }

    @Test
    @DisplayName("R-209: identical across nodes")
    void all_who_know_the_secret_take_each_others_nonces() {
        assertThat(verdict(node(SECRET), proof(currentNonce(dpop))))
                .isInstanceOf(Verdict.Trusted.class);
        assertThat(reason(node(randomSecret()), proof(currentNonce(dpop))))
                .isEqualTo(Reason.DPOP_NONCE_REQUIRED);
    }

    @Test
    @DisplayName("R-209: 128 bits that cannot be told in advance")
    void a_nonce_gives_nothing_away() {
        assertThat(currentNonce(dpop)).matches("[A-Za-z0-9_-]{22}");
        assertThat(currentNonce(dpop)).isEqualTo(currentNonce(dpop));
    }

    @Test
    @DisplayName("R-209: what is no nonce of ours")
    void an_invented_nonce_is_as_good_as_none() {
        assertThat(reason(dpop, proof(""))).isEqualTo(Reason.DPOP_NONCE_REQUIRED);
        assertThat(reason(dpop, proof("x".repeat(22)))).isEqualTo(Reason.DPOP_NONCE_REQUIRED);
        String number = aProof().id(++proofs).claim("nonce", "7").forToken(TOKEN).sign();
        assertThat(reason(dpop, number)).isEqualTo(Reason.DPOP_INVALID);
    }

    @Test
    @DisplayName("R-012: a secret worth the name")
    void a_weak_secret_is_refused() {
        assertThatThrownBy(() -> dpop.withNonces(new byte[31]))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> dpop.withNonces(new byte[32]))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    @DisplayName("R-207: a proof with a nonce is good once, too")
    void a_nonce_does_not_make_a_proof_good_twice() {
        String proof = proof(currentNonce(dpop));
        assertThat(verdict(dpop, proof)).isInstanceOf(Verdict.Trusted.class);
        assertThat(reason(dpop, proof)).isEqualTo(Reason.DPOP_REPLAYED);
    }

    @Test
    @DisplayName("R-209: nobody is bothered with nonces who needs none")
    void without_a_secret_no_nonce_is_asked_for_or_sent() {
        var relaxed = Dpop.remembering(ReplayStore.inMemory()).withClock(clock);
        Verdict verdict = verdict(relaxed, proof(null));
        assertThat(verdict).isInstanceOf(Verdict.Trusted.class);
        assertThat(relaxed.nonceFor(verdict)).isEmpty();
        assertThat(verdict(relaxed, proof("of another server")))
                .isInstanceOf(Verdict.Trusted.class);
    }

    @Test
    @DisplayName("R-207: on overflow ask for a new proof rather than accept an old one again")
    void when_the_store_is_full_old_proofs_are_refused_and_new_ones_remembered() {
        var small = Dpop.remembering(ReplayStore.inMemory(1)).withClock(clock);
        String first = proof(null);
        assertThat(verdict(small, first)).isInstanceOf(Verdict.Trusted.class);
        clock.advance(Duration.ofSeconds(10));
        String second = proof(null);
        assertThat(verdict(small, second)).isInstanceOf(Verdict.Trusted.class);
        assertThat(reason(small, first)).isEqualTo(Reason.DPOP_NONCE_REQUIRED);
        assertThat(reason(small, second)).isEqualTo(Reason.DPOP_REPLAYED);
    }

    @Test
    @DisplayName("R-207: a nonce does not stand in for being remembered")
    void a_proof_that_cannot_be_remembered_is_refused_with_a_nonce_too() {
        var broken =
                Dpop.remembering(
                                (fingerprint, now, until) -> {
                                    throw new IllegalStateException("connection refused");
                                })
                        .withClock(clock);
        Verdict refused = verdict(broken, proof(null));
        assertThat(((Verdict.Refused) refused).reason()).isEqualTo(Reason.DPOP_NONCE_REQUIRED);
        assertThat(reason(broken, proof(broken.nonceFor(refused).orElseThrow())))
                .isEqualTo(Reason.DPOP_NONCE_REQUIRED);
    }

    private Dpop node(byte[] secret) {
        return Dpop.remembering(ReplayStore.inMemory()).withNonces(secret).withClock(clock);
    }

    private static String currentNonce(Dpop dpop) {
        return dpop.nonceFor(new Verdict.Refused(Reason.DPOP_NONCE_REQUIRED, "")).orElseThrow();
    }

    private String proof(String nonce) {
        var proof = aProof().id(++proofs).claim("iat", Long.toString(now()));
        if (nonce != null) {
            proof.claim("nonce", quoted(nonce));
        }
        return proof.forToken(TOKEN).sign();
    }

    private long now() {
        return clock.instant().getEpochSecond();
    }

    private static Verdict verdict(Dpop dpop, String proof) {
        return aVerifier().verify(TOKEN, dpop.proof(List.of(proof), METHOD, ADDRESS));
    }

    private static Reason reason(Dpop dpop, String proof) {
        return ((Verdict.Refused) verdict(dpop, proof)).reason();
    }

    private static byte[] randomSecret() {
        var secret = new byte[32];
        new SecureRandom().nextBytes(secret);
        return secret;
    }
}
