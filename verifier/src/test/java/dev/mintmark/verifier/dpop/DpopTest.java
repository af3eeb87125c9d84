package dev.mintmark.verifier.dpop;

import static dev.mintmark.verifier.Tokens.aToken;
import static dev.mintmark.verifier.Tokens.aVerifier;
import static dev.mintmark.verifier.Tokens.quoted;
import static dev.mintmark.verifier.dpop.Proofs.ADDRESS;
import static dev.mintmark.verifier.dpop.Proofs.METHOD;
import static dev.mintmark.verifier.dpop.Proofs.aProof;
import static dev.mintmark.verifier.dpop.Proofs.boundToken;
import static dev.mintmark.verifier.dpop.Proofs.jwk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mintmark.verifier.MovableClock;
import dev.mintmark.verifier.Reason;
import dev.mintmark.verifier.Tokens;
import dev.mintmark.verifier.Verdict;
import dev.mintmark.verifier.jose.Algorithm;
import dev.mintmark.verifier.jose.TestKeys;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Set;

class DpopTest {

    private static final String TOKEN = boundToken();

    private final MovableClock clock = new MovableClock();
    private final Dpop dpop = Dpop.remembering(ReplayStore.inMemory()).withClock(clock);

    @ParameterizedTest
    @DisplayName("R-205: every kind of key")
    @MethodSource("dev.mintmark.verifier.jose.TestKeys#algorithmsWithKeyPairs")
    void a_token_with_a_proof_by_its_key_is_trusted(Algorithm algorithm) {
        String token = boundToken(algorithm);
        String proof = aProof(algorithm).forToken(token).sign();
        var verdict =
                aVerifier()
                        .verify(
                                token,
                                dpop.withAlgorithms(Set.of(algorithm))
                                        .proof(List.of(proof), METHOD, ADDRESS));
        assertThat(verdict).isInstanceOf(Verdict.Trusted.class);
    }

    @Test
    @DisplayName("R-205: exactly one header")
    void one_proof_is_asked_for_and_no_more() {
        String proof = aProof().forToken(TOKEN).sign();
        assertThat(reason(TOKEN, List.of())).isEqualTo(Reason.DPOP_MISSING);
        assertThat(reason(TOKEN, List.of(proof, proof))).isEqualTo(Reason.DPOP_INVALID);
        assertThat(reason(TOKEN, List.of(proof + "," + proof))).isEqualTo(Reason.DPOP_INVALID);
        assertThat(reason(TOKEN, List.of(proof + " "))).isEqualTo(Reason.DPOP_INVALID);
        assertThat(reason(TOKEN, List.of(""))).isEqualTo(Reason.DPOP_INVALID);
        assertThat(verdict(TOKEN, List.of(proof))).isInstanceOf(Verdict.Trusted.class);
    }

    @ParameterizedTest
    @DisplayName("R-205: typ")
    @ValueSource(strings = {"\"JWT\"", "\"at+jwt\"", "\"dpop\"", "\"dpop+jwt \"", "7", "null"})
    void a_token_of_another_kind_is_no_proof(String typ) {
        assertRefused(aProof().header("typ", typ));
    }

    @Test
    @DisplayName("R-205: typ, in each of its lawful spellings (RFC 7515 §4.1.9)")
    void the_type_of_a_proof_is_a_media_type() {
        assertRefused(aProof().withoutHeader("typ"));
        assertTrusted(aProof().id(1).header("typ", quoted("DPoP+JWT")));
        assertTrusted(aProof().id(2).header("typ", quoted("application/dpop+jwt")));
    }

    @ParameterizedTest
    @DisplayName("R-205: alg")
    @ValueSource(strings = {"none", "HS256", "es256", "ES384", "EdDSA", "RS1"})
    void an_algorithm_that_is_not_allowed_is_refused(String alg) {
        assertRefused(aProof().header("alg", quoted(alg)));
    }

    @Test
    @DisplayName("R-205: no HMAC, whatever is configured")
    void proofs_cannot_be_signed_with_secrets() {
        assertThatThrownBy(() -> dpop.withAlgorithms(Set.of(Algorithm.ES256, Algorithm.HS256)))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> dpop.withAlgorithms(Set.of()))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    @DisplayName("R-016: the name before RFC 9864, by opt-in")
    void legacy_eddsa_is_taken_where_it_is_asked_for() {
        String token = boundToken(Algorithm.ED25519);
        String proof =
                aProof(Algorithm.ED25519)
                        .header("alg", quoted(Algorithm.LEGACY_EDDSA))
                        .forToken(token)
                        .sign();
        assertThat(reason(token, List.of(proof))).isEqualTo(Reason.DPOP_INVALID);
        var lenient = dpop.acceptingLegacyEdDsa().proof(List.of(proof), METHOD, ADDRESS);
        assertThat(aVerifier().verify(token, lenient)).isInstanceOf(Verdict.Trusted.class);
    }

    @ParameterizedTest
    @DisplayName("R-205: a public key, and nothing of the private one")
    @ValueSource(strings = {"d", "p", "q", "dp", "dq", "qi", "oth", "k", "priv"})
    void a_key_that_is_given_away_proves_nothing(String member) {
        String jwk = jwk(Algorithm.ES256, TestKeys.pair(Algorithm.ES256));
        assertRefused(
                aProof().header(
                                "jwk",
                                jwk.substring(0, jwk.length() - 1)
                                        + ",\""
                                        + member
                                        + "\":\"AA\"}"));
    }

    @ParameterizedTest
    @DisplayName("R-205: no key")
    @ValueSource(strings = {"null", "\"x\"", "[]", "{}", "{\"kty\":\"oct\"}", "{\"kty\":\"EC\"}"})
    void a_header_without_a_key_is_refused(String jwk) {
        assertRefused(aProof().header("jwk", jwk));
        assertRefused(aProof().withoutHeader("jwk"));
    }

    @Test
    @DisplayName("R-010, R-205: the key's own alg")
    void a_key_for_another_algorithm_is_refused() {
        String rsa = jwk(Algorithm.RS256, TestKeys.pair(Algorithm.RS256));
        String token = boundToken(Algorithm.RS256);
        String ps256 = rsa.substring(0, rsa.length() - 1) + ",\"alg\":\"PS256\"}";
        var proof = aProof(Algorithm.RS256).header("jwk", ps256).forToken(token);
        assertThat(reason(token, List.of(proof.sign()))).isEqualTo(Reason.DPOP_INVALID);
    }

    @Test
    @DisplayName("R-205: what web browsers write")
    void members_that_say_what_a_key_is_for_do_no_harm() {
        String jwk = jwk(Algorithm.ES256, TestKeys.pair(Algorithm.ES256));
        assertTrusted(
                aProof().header(
                                "jwk",
                                jwk.substring(0, jwk.length() - 1)
                                        + ",\"key_ops\":[\"verify\"],\"ext\":true}"));
    }

    @Test
    @DisplayName("R-205, R-211: by the token's key")
    void a_proof_by_another_key_is_refused() throws Exception {
        var proof = aProof(Algorithm.ES256, TestKeys.ec("secp256r1")).forToken(TOKEN);
        assertThat(reason(TOKEN, List.of(proof.sign()))).isEqualTo(Reason.DPOP_KEY_MISMATCH);
    }

    @Test
    @DisplayName("R-205: a signature")
    void a_proof_that_names_the_key_without_holding_it_is_refused() throws Exception {
        String jwk = jwk(Algorithm.ES256, TestKeys.pair(Algorithm.ES256));
        assertRefused(aProof(Algorithm.ES256, TestKeys.ec("secp256r1")).header("jwk", jwk));
    }

    @Test
    @DisplayName("R-002, R-003: one spelling")
    void a_proof_in_another_spelling_is_refused() {
        String proof = aProof().forToken(TOKEN).sign();
        for (String variant :
                List.of(proof + "=", proof + "\n", proof.replace('.', ' '), proof + ".")) {
            assertThat(reason(TOKEN, List.of(variant))).isEqualTo(Reason.DPOP_INVALID);
        }
    }

    @ParameterizedTest
    @DisplayName("R-206: htm")
    @ValueSource(strings = {"get", "Get", "POST", "", "GET "})
    void a_proof_for_another_method_is_refused(String htm) {
        assertRefused(aProof().claim("htm", quoted(htm)));
    }

    @ParameterizedTest
    @DisplayName("R-206: htu")
    @ValueSource(
            strings = {
                "https://api.example.com/orders/8",
                "https://api.example.com/orders/7/",
                "https://api.example.com/Orders/7",
                "https://api.example.com:8443/orders/7",
                "http://api.example.com/orders/7",
                "https://api.example.com.evil.example/orders/7",
                "https://user@api.example.com/orders/7",
                "//api.example.com/orders/7",
                "/orders/7",
                ""
            })
    void a_proof_for_another_address_is_refused(String htu) {
        assertRefused(aProof().claim("htu", quoted(htu)));
    }

    @ParameterizedTest
    @DisplayName("R-206: htu, in other spellings of the same address")
    @ValueSource(
            strings = {
                "HTTPS://API.example.COM/orders/7",
                "https://api.example.com:443/orders/7",
                "https://api.example.com/orders/7?all=true",
                "https://api.example.com/orders/7#top",
                "https://api.example.com/%6Frders/./7",
                "https://api.example.com/stock/../orders/7"
            })
    void a_proof_may_spell_the_address_in_another_way(String htu) {
        assertTrusted(aProof().claim("htu", quoted(htu)));
    }

    @Test
    @DisplayName("R-206: the query of the request")
    void a_proof_is_for_an_address_with_whatever_query() {
        String proof = aProof().forToken(TOKEN).sign();
        var withQuery = dpop.proof(proof, METHOD, URI.create(ADDRESS + "?page=2&q=%20"));
        assertThat(aVerifier().verify(TOKEN, withQuery)).isInstanceOf(Verdict.Trusted.class);
    }

    @ParameterizedTest
    @DisplayName("R-207: iat")
    @ValueSource(longs = {-60, -59, 0, 10})
    void a_recent_proof_is_taken(long seconds) {
        assertTrusted(aProof().claim("iat", Long.toString(now() + seconds)));
    }

    @ParameterizedTest
    @DisplayName("R-207: iat")
    @ValueSource(longs = {-3600, -61, 11, 61})
    void a_proof_of_another_time_is_refused(long seconds) {
        assertRefused(aProof().claim("iat", Long.toString(now() + seconds)));
    }

    @ParameterizedTest
    @DisplayName("R-023, R-207: iat is a date")
    @ValueSource(strings = {"\"1795435200\"", "null", "true", "-1", "1e400", "[]"})
    void an_iat_that_is_no_date_is_refused(String iat) {
        assertRefused(aProof().claim("iat", iat));
    }

    @Test
    @DisplayName("R-022: exp, which proofs need not have but tokens mean something by")
    void a_proof_that_calls_itself_expired_is_refused() {
        assertRefused(aProof().claim("exp", Long.toString(now())));
        assertRefused(aProof().claim("exp", quoted("never")));
        assertRefused(aProof().claim("nbf", Long.toString(now() + 11)));
        assertTrusted(aProof().claim("exp", Long.toString(now() + 1)));
    }

    @Test
    @DisplayName("R-207: jti of at least 96 bits")
    void an_id_that_others_may_have_too_is_refused() {
        assertRefused(aProof().claim("jti", quoted("a".repeat(15))));
        assertRefused(aProof().claim("jti", quoted("a".repeat(256))));
        assertRefused(aProof().claim("jti", "1234567890123456789"));
        assertTrusted(aProof().claim("jti", quoted("a".repeat(255))));
    }

    @ParameterizedTest
    @DisplayName("R-205: required claims")
    @ValueSource(strings = {"jti", "htm", "htu", "iat", "ath"})
    void a_proof_that_leaves_something_out_is_refused(String claim) {
        String proof = aProof().forToken(TOKEN).without(claim).sign();
        assertThat(reason(TOKEN, List.of(proof))).isEqualTo(Reason.DPOP_INVALID);
    }

    @ParameterizedTest
    @DisplayName("R-007, R-008: strict JSON")
    @ValueSource(strings = {"[]", "\"x\"", "{\"jti\":\"-BwC3ESc6acc2lTc\",\"jti\":\"x\"}", "{", ""})
    void a_payload_that_is_no_object_with_one_reading_is_refused(String payload) {
        assertThat(reason(TOKEN, List.of(aProof().signPayload(payload))))
                .isEqualTo(Reason.DPOP_INVALID);
    }

    @Test
    @DisplayName("R-207: replay")
    void a_proof_is_good_once() {
        String proof = aProof().forToken(TOKEN).sign();
        assertThat(verdict(TOKEN, List.of(proof))).isInstanceOf(Verdict.Trusted.class);
        assertThat(reason(TOKEN, List.of(proof))).isEqualTo(Reason.DPOP_REPLAYED);
        clock.advance(Duration.ofSeconds(60));
        assertThat(reason(TOKEN, List.of(proof))).isEqualTo(Reason.DPOP_REPLAYED);
        clock.advance(Duration.ofSeconds(1));
        assertThat(reason(TOKEN, List.of(proof))).isEqualTo(Reason.DPOP_INVALID);
    }

    @Test
    @DisplayName("R-207: replay in another spelling")
    void an_id_is_used_up_for_all_spellings_of_an_address() {
        assertTrusted(aProof());
        String again =
                aProof().claim("htu", quoted("https://API.example.com:443/orders/7?x=1"))
                        .forToken(TOKEN)
                        .sign();
        assertThat(reason(TOKEN, List.of(again))).isEqualTo(Reason.DPOP_REPLAYED);
    }

    @Test
    @DisplayName("R-207: per key")
    void an_id_that_another_client_used_is_not_used_up() {
        assertTrusted(aProof());
        String token = boundToken(Algorithm.ED25519);
        String proof = aProof(Algorithm.ED25519).forToken(token).sign();
        assertThat(verdict(token, List.of(proof))).isInstanceOf(Verdict.Trusted.class);
    }

    @Test
    @DisplayName("R-207: what failed is not remembered")
    void a_proof_that_was_refused_is_not_used_up() {
        String proof = aProof().forToken(TOKEN).sign();
        String expired =
                aToken().claim("cnf", "{\"jkt\":\"" + Proofs.jkt(Algorithm.ES256) + "\"}")
                        .claim("exp", Long.toString(now() - 60))
                        .claim("iat", Long.toString(now() - 600))
                        .sign();
        assertThat(reason(expired, List.of(proof))).isEqualTo(Reason.EXPIRED);
        assertThat(verdict(TOKEN, List.of(proof))).isInstanceOf(Verdict.Trusted.class);
    }

    @Test
    @DisplayName("R-211: ath")
    void a_proof_for_another_token_is_refused() {
        String other =
                aToken().claim("cnf", "{\"jkt\":\"" + Proofs.jkt(Algorithm.ES256) + "\"}")
                        .claim("jti", quoted("token-2"))
                        .sign();
        String proof = aProof().forToken(other).sign();
        assertThat(reason(TOKEN, List.of(proof))).isEqualTo(Reason.DPOP_INVALID);
    }

    @ParameterizedTest
    @DisplayName("R-211: a member of cnf that we cannot satisfy")
    @ValueSource(
            strings = {
                "{}",
                "{\"jkt\":7}",
                "{\"jkt\":\"JKT\",\"x5t#S256\":\"AA\"}",
                "{\"x5t#S256\":\"AA\"}",
                "{\"jwk\":{}}",
                "{\"kid\":\"JKT\"}",
                "{\"jkt\":\"JKT\",\"kid\":\"1\"}"
            })
    void a_token_that_asks_for_another_confirmation_is_refused(String cnf) {
        String token =
                aToken().claim("cnf", cnf.replace("JKT", Proofs.jkt(Algorithm.ES256))).sign();
        String proof = aProof().forToken(token).sign();
        assertThat(reason(token, List.of(proof))).isEqualTo(Reason.DPOP_KEY_MISMATCH);
    }

    @Test
    @DisplayName("R-211: a bound token as Bearer; R-212: an unbound token as DPoP")
    void schemes_do_not_mix() {
        assertThat(aVerifier().verify(TOKEN))
                .isInstanceOfSatisfying(
                        Verdict.Refused.class,
                        refused -> assertThat(refused.reason()).isEqualTo(Reason.DPOP_MISSING));
        String unbound = aToken().sign();
        String proof = aProof().forToken(unbound).sign();
        assertThat(reason(unbound, List.of(proof))).isEqualTo(Reason.DPOP_KEY_MISMATCH);
    }

    @Test
    @DisplayName("R-213: an authority learns whose key it is")
    void a_proof_without_a_token_names_its_key() {
        String proof = aProof().sign();
        assertThat(dpop.possession(List.of(proof), METHOD, ADDRESS))
                .isEqualTo(new Possession.Shown(Proofs.jkt(Algorithm.ES256)));
        assertThat(dpop.possession(List.of(proof), METHOD, ADDRESS))
                .isInstanceOfSatisfying(
                        Possession.NotShown.class,
                        not -> assertThat(not.refusal().reason()).isEqualTo(Reason.DPOP_REPLAYED));
    }

    @Test
    void a_client_that_was_here_before_is_checked_no_less() {
        for (int i = 0; i < 3; i++) {
            assertTrusted(aProof().id(i));
        }
        String proof = aProof().id(3).forToken(TOKEN).sign();
        assertThat(reason(TOKEN, List.of(proof.substring(0, proof.length() - 4) + "AAAA")))
                .isEqualTo(Reason.DPOP_INVALID);
        assertThat(reason(boundToken(Algorithm.ED25519), List.of(proof)))
                .isEqualTo(Reason.DPOP_KEY_MISMATCH);
        assertThat(verdict(TOKEN, List.of(proof))).isInstanceOf(Verdict.Trusted.class);
    }

    private void assertTrusted(Proofs proof) {
        assertThat(verdict(TOKEN, List.of(proof.forToken(TOKEN).sign())))
                .isInstanceOf(Verdict.Trusted.class);
    }

    /// The same proof without the change passes: see [#a_proof_is_good_once].
    private void assertRefused(Proofs proof) {
        assertThat(reason(TOKEN, List.of(proof.forToken(TOKEN).sign())))
                .isEqualTo(Reason.DPOP_INVALID);
    }

    private Verdict verdict(String token, List<String> proofs) {
        return aVerifier().verify(token, dpop.proof(proofs, METHOD, ADDRESS));
    }

    private Reason reason(String token, List<String> proofs) {
        return ((Verdict.Refused) verdict(token, proofs)).reason();
    }

    private static long now() {
        return Tokens.NOW.getEpochSecond();
    }
}
