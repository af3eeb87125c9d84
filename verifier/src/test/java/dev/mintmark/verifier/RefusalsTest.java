package dev.mintmark.verifier;

import static dev.mintmark.verifier.Tokens.ISSUER;
import static dev.mintmark.verifier.Tokens.NOW;
import static dev.mintmark.verifier.Tokens.aToken;
import static dev.mintmark.verifier.Tokens.aVerifier;
import static dev.mintmark.verifier.Tokens.quoted;
import static dev.mintmark.verifier.Tokens.segment;

import static org.assertj.core.api.Assertions.assertThat;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.mintmark.verifier.jose.Algorithm;
import dev.mintmark.verifier.jose.Base64Url;
import dev.mintmark.verifier.jose.TestKeys;
import dev.mintmark.verifier.jose.VerificationKey;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.security.PublicKey;
import java.time.Duration;
import java.util.Base64;
import java.util.EnumSet;
import java.util.Set;

/// One broken thing at a time, in a token that is right in everything else.
class RefusalsTest {

    private final Verifier verifier = aVerifier();

    @Test
    void no_token_is_refused_like_a_bad_one() {
        assertThat(aVerifier().verify(null))
                .isInstanceOfSatisfying(
                        Verdict.Refused.class,
                        refused -> assertThat(refused.reason()).isEqualTo(Reason.MALFORMED));
    }

    @Test
    void the_token_that_all_others_differ_from_is_trusted() {
        assertThat(verifier.verify(aToken().sign())).isInstanceOf(Verdict.Trusted.class);
    }

    @ParameterizedTest
    @DisplayName("R-001: other than three segments")
    @ValueSource(strings = {"", ".", "a", "a.b", "a.b.c.d", "a.b.c.d.e.f", "...."})
    void a_text_that_is_not_three_segments_is_refused(String text) {
        assertRefused(text, text.equals("....") ? Reason.ENCRYPTED : Reason.MALFORMED);
    }

    @Test
    @DisplayName("R-031: a JWE is told apart")
    void an_encrypted_token_is_refused_as_such() {
        assertRefused("a.b.c.d.e", Reason.ENCRYPTED);
    }

    @ParameterizedTest
    @DisplayName("R-002: nothing outside the alphabet")
    @ValueSource(strings = {" ", "\n", "=", "==", "+", "/", "{", "\"", "!", "é", "Ａ", "\0", "😀"})
    void a_foreign_character_anywhere_is_refused(String foreign) {
        String token = aToken().sign();
        int dot = token.indexOf('.');

        assertRefused(token + foreign, Reason.MALFORMED);
        assertRefused(foreign + token, Reason.MALFORMED);
        assertRefused(token.substring(0, dot) + foreign + token.substring(dot), Reason.MALFORMED);
        assertRefused(
                token.substring(0, dot + 3) + foreign + token.substring(dot + 3), Reason.MALFORMED);
    }

    @Test
    @DisplayName("R-003: one spelling per token")
    void a_signature_spelled_with_unused_bits_is_refused() {
        String token = aToken().sign();
        char last = token.charAt(token.length() - 1);
        String sibling = token.substring(0, token.length() - 1) + (char) (last + 1);

        assertThat(Base64.getUrlDecoder().decode(signature(sibling)))
                .as("a lenient decoder sees no difference")
                .isEqualTo(Base64.getUrlDecoder().decode(signature(token)));
        assertRefused(sibling, Reason.MALFORMED);
    }

    @Test
    @DisplayName("R-003: also under a valid signature")
    void signed_segments_that_are_not_canonical_are_refused() {
        String header = segment("{\"alg\":\"ES256\",\"kid\":\"ES256-key\",\"typ\":\"at+jwt\" }");
        assertThat(header.length() % 4).isNotZero();
        String twisted =
                header.substring(0, header.length() - 1)
                        + (char) (header.charAt(header.length() - 1) + 1);
        assertRefused(aToken().signSegments(twisted, aToken().payloadSegment()), Reason.MALFORMED);
        assertRefused(aToken().signSegments(aToken().headerSegment(), "AAAAA"), Reason.MALFORMED);
    }

    @Test
    @DisplayName("R-004: JSON serialization")
    void a_token_in_json_serialization_is_refused() {
        String token = aToken().sign();
        String[] parts = token.split("\\.");
        assertRefused(
                "{\"protected\":\"%s\",\"payload\":\"%s\",\"signature\":\"%s\"}"
                        .formatted((Object[]) parts),
                Reason.MALFORMED);
    }

    @Test
    @DisplayName("R-005: size limits")
    void a_token_beyond_the_limits_is_refused() {
        assertRefused(
                aToken().claim("pad", quoted("x".repeat(16 * 1024))).sign(), Reason.MALFORMED);
        assertRefused(
                aToken().header("pad", quoted("x".repeat(2 * 1024))).sign(), Reason.MALFORMED);
        assertRefused(
                aToken().claim("deep", "[".repeat(20) + "]".repeat(20)).sign(), Reason.MALFORMED);
        assertRefused(
                aToken().claim("many", "[" + "0,".repeat(300) + "0]").sign(), Reason.MALFORMED);
    }

    @Test
    @DisplayName("R-006: strict UTF-8")
    void a_payload_that_is_not_utf8_is_refused() {
        byte[] bad = "{\"sub\":\"al?ce\"}".getBytes(UTF_8);
        bad[10] = (byte) 0xC0;
        assertRefused(aToken().signWithPayload(bad), Reason.MALFORMED);
        assertRefused(aToken().signWithPayload("\uFEFF{}"), Reason.MALFORMED);
    }

    @ParameterizedTest
    @DisplayName("R-007, R-008: strict JSON")
    @ValueSource(
            strings = {
                "{\"sub\":\"a\",\"sub\":\"b\"}",
                "{\"sub\":\"a\",\"\\u0073ub\":\"b\"}",
                "{\"x\":{\"y\":1,\"y\":2}}",
                "{} {}",
                "{}//",
                "{'sub':'a'}",
                "{\"exp\":NaN}",
                "{\"exp\":01}",
                "[]",
                "null",
                "",
                "\"text\""
            })
    void a_payload_with_two_readings_is_refused(String payload) {
        assertRefused(aToken().signWithPayload(payload), Reason.MALFORMED);
    }

    @Test
    @DisplayName("R-007: duplicate header members")
    void a_header_that_names_alg_twice_is_refused() {
        assertRefused(
                aToken().signWithHeader(
                                "{\"alg\":\"ES256\",\"alg\":\"none\",\"kid\":\"ES256-key\",\"typ\":\"at+jwt\"}"),
                Reason.MALFORMED);
    }

    @ParameterizedTest
    @DisplayName("R-009: alg by allow-list, case-sensitive")
    @ValueSource(strings = {"none", "None", "noNE", "es256", "HS256", "ES384", "RS1", "EdDSA", ""})
    void an_alg_that_is_not_allowed_is_refused(String alg) {
        assertRefused(aToken().header("alg", quoted(alg)).sign(), Reason.ALG_NOT_ALLOWED);
    }

    @Test
    @DisplayName("R-009: alg none without a signature")
    void an_unsigned_token_is_refused() {
        var unsigned = aToken().header("alg", quoted("none"));
        assertRefused(
                unsigned.headerSegment() + "." + unsigned.payloadSegment() + ".",
                Reason.ALG_NOT_ALLOWED);
    }

    @ParameterizedTest
    @DisplayName("R-009: alg is a string")
    @ValueSource(strings = {"null", "1", "[\"ES256\"]", "true"})
    void an_alg_that_is_no_string_is_refused(String alg) {
        assertRefused(aToken().header("alg", alg).sign(), Reason.MALFORMED);
        assertRefused(aToken().withoutHeader("alg").sign(), Reason.MALFORMED);
    }

    @Test
    @DisplayName("R-010: a key has one algorithm")
    void a_key_is_not_used_for_another_algorithm() {
        var rsa =
                VerificationKey.of(
                        "k", Algorithm.RS256, TestKeys.pair(Algorithm.PS256).getPublic());
        assertRefused(
                aVerifier(KeySource.of(rsa)),
                aToken(Algorithm.PS256).header("kid", quoted("k")).sign(),
                Reason.ALG_NOT_ALLOWED);
    }

    @ParameterizedTest
    @DisplayName("R-017: crit, b64, zip")
    @CsvSource(
            delimiter = '|',
            value = {
                "crit|[]",
                "crit|[\"exp\"]",
                "crit|[\"b64\"]",
                "crit|null",
                "crit|\"kid\"",
                "b64|false",
                "b64|true",
                "zip|\"DEF\""
            })
    void a_header_that_asks_for_an_extension_is_refused(String name, String json) {
        assertRefused(aToken().header(name, json).sign(), Reason.MALFORMED);
    }

    @Test
    @DisplayName("R-018: key material in the header is not looked at")
    void a_key_brought_along_in_the_header_changes_nothing() {
        String own = "{\"kty\":\"EC\",\"crv\":\"P-256\",\"x\":\"AA\",\"y\":\"AA\"}";
        assertThat(
                        verifier.verify(
                                aToken().header("jwk", own)
                                        .header("jku", quoted("https://evil.example/keys"))
                                        .sign()))
                .isInstanceOf(Verdict.Trusted.class);
        assertRefused(
                aToken().header("jwk", own).header("kid", quoted("unknown")).sign(),
                Reason.UNKNOWN_KID);
    }

    @Test
    @DisplayName("R-019: kid")
    void a_kid_that_is_long_or_no_string_is_refused() {
        assertRefused(aToken().header("kid", quoted("k".repeat(129))).sign(), Reason.MALFORMED);
        assertRefused(aToken().header("kid", "7").sign(), Reason.MALFORMED);
        assertRefused(aToken().header("kid", quoted("../../etc")).sign(), Reason.UNKNOWN_KID);
    }

    @Test
    @DisplayName("R-020: without kid, at most four keys")
    void a_token_without_kid_is_tried_on_four_keys_and_no_more() {
        var key = TestKeys.pair(Algorithm.ES256).getPublic();
        VerificationKey[] three = {named("b", key), named("c", key), named("d", key)};
        VerificationKey[] four = {
            named("b", key), named("c", key), named("d", key), named("e", key)
        };
        String token = aToken().withoutHeader("kid").sign();

        assertThat(aVerifier(KeySource.of(named("a", key), three)).verify(token))
                .isInstanceOf(Verdict.Trusted.class);
        assertRefused(aVerifier(KeySource.of(named("a", key), four)), token, Reason.UNKNOWN_KID);
    }

    @ParameterizedTest
    @DisplayName("R-021: typ, other forms")
    @ValueSource(strings = {"AT+JWT", "application/at+jwt", "Application/AT+jwt"})
    void the_type_is_compared_as_a_media_type(String typ) {
        assertThat(verifier.verify(aToken().header("typ", quoted(typ)).sign()))
                .isInstanceOf(Verdict.Trusted.class);
    }

    @ParameterizedTest
    @DisplayName("R-021: typ, other types")
    @ValueSource(
            strings = {
                "JWT",
                "logout+jwt",
                "dpop+jwt",
                "secevent+jwt",
                "at+jwt/x",
                "at",
                "",
                "x/at+jwt"
            })
    void a_token_of_another_type_is_refused(String typ) {
        assertRefused(aToken().header("typ", quoted(typ)).sign(), Reason.WRONG_TYPE);
        assertRefused(aToken().withoutHeader("typ").sign(), Reason.WRONG_TYPE);
    }

    @Test
    @DisplayName("R-021: compat switch")
    void an_untyped_token_is_trusted_where_that_was_asked_for() {
        var lenient = verifier.acceptingUntypedTokens();
        assertThat(lenient.verify(aToken().withoutHeader("typ").sign()))
                .isInstanceOf(Verdict.Trusted.class);
        assertThat(lenient.verify(aToken().header("typ", quoted("JWT")).sign()))
                .isInstanceOf(Verdict.Trusted.class);
        assertRefused(
                lenient, aToken().header("typ", quoted("logout+jwt")).sign(), Reason.WRONG_TYPE);
        assertRefused(
                lenient,
                aToken().withoutHeader("typ").claim("nonce", quoted("n")).sign(),
                Reason.WRONG_TYPE);
    }

    @ParameterizedTest
    @DisplayName("R-022, R-023: NumericDate")
    @ValueSource(
            strings = {
                "null",
                "\"1795000000\"",
                "true",
                "1e400",
                "253402300800",
                "-1",
                "[1]",
                "9223372036854775807"
            })
    void a_date_that_is_none_is_refused(String date) {
        assertRefused(aToken().claim("exp", date).sign(), Reason.MALFORMED);
        assertRefused(aToken().claim("iat", date).sign(), Reason.MALFORMED);
        assertRefused(aToken().claim("nbf", date).sign(), Reason.MALFORMED);
    }

    @ParameterizedTest
    @DisplayName("R-022, R-028: required claims")
    @ValueSource(strings = {"iss", "sub", "aud", "client_id", "jti", "iat", "exp"})
    void a_token_that_lacks_a_claim_is_refused(String claim) {
        assertRefused(aToken().without(claim).sign(), Reason.MALFORMED);
    }

    @ParameterizedTest
    @DisplayName("R-028: claim types")
    @ValueSource(strings = {"7", "null", "\"\"", "[\"a\"]", "{}", "true"})
    void an_identifier_that_is_no_string_is_refused(String value) {
        for (String claim : Set.of("iss", "sub", "client_id", "jti", "sid")) {
            assertRefused(aToken().claim(claim, value).sign(), Reason.MALFORMED);
        }
        assertRefused(aToken().claim("sub", quoted("s".repeat(256))).sign(), Reason.MALFORMED);
    }

    @Test
    @DisplayName("R-023, R-024: the last moment")
    void a_token_expires_at_its_second_not_after() {
        var strict = verifier.withLeeway(Duration.ZERO);
        long now = NOW.getEpochSecond();
        assertRefused(strict, aToken().claim("exp", "" + now).sign(), Reason.EXPIRED);
        assertRefused(strict, aToken().claim("exp", now + ".9").sign(), Reason.EXPIRED);
        assertThat(strict.verify(aToken().claim("exp", now + 1 + ".0").sign()))
                .isInstanceOf(Verdict.Trusted.class);
        assertThat(verifier.verify(aToken().claim("exp", "" + (now - 29)).sign()))
                .isInstanceOf(Verdict.Trusted.class);
        assertRefused(verifier, aToken().claim("exp", "" + (now - 30)).sign(), Reason.EXPIRED);
    }

    @Test
    @DisplayName("R-024: before its time")
    void a_token_from_the_future_is_refused() {
        long now = NOW.getEpochSecond();
        assertThat(verifier.verify(aToken().claim("nbf", "" + (now + 10)).sign()))
                .isInstanceOf(Verdict.Trusted.class);
        assertRefused(aToken().claim("nbf", now + 10 + ".1").sign(), Reason.NOT_YET_VALID);
        assertThat(verifier.verify(aToken().claim("iat", "" + (now + 60)).sign()))
                .isInstanceOf(Verdict.Trusted.class);
        assertRefused(aToken().claim("iat", "" + (now + 61)).sign(), Reason.NOT_YET_VALID);
    }

    @Test
    @DisplayName("R-025: longest lifetime")
    void a_token_that_lives_too_long_is_refused() {
        long day = NOW.getEpochSecond() + 24 * 60 * 60;
        assertThat(verifier.verify(aToken().claim("exp", "" + day).sign()))
                .isInstanceOf(Verdict.Trusted.class);
        assertRefused(aToken().claim("exp", "" + (day + 1)).sign(), Reason.MALFORMED);
    }

    @ParameterizedTest
    @DisplayName("R-026: the issuer, to the letter")
    @ValueSource(
            strings = {
                "https://id.example.com/",
                "https://ID.example.com",
                "https://id.example.com:443",
                "http://id.example.com",
                "https://evil.example"
            })
    void a_token_of_another_issuer_is_refused(String issuer) {
        assertRefused(aToken().claim("iss", quoted(issuer)).sign(), Reason.WRONG_ISSUER);
    }

    @Test
    @DisplayName("R-027: audience")
    void a_token_for_somebody_else_is_refused() {
        assertRefused(aToken().claim("aud", quoted("billing")).sign(), Reason.WRONG_AUDIENCE);
        assertRefused(aToken().claim("aud", quoted("Orders-api")).sign(), Reason.WRONG_AUDIENCE);
        assertRefused(aToken().claim("aud", "[]").sign(), Reason.MALFORMED);
        assertRefused(aToken().claim("aud", "[\"orders-api\",7]").sign(), Reason.MALFORMED);
        assertRefused(aToken().claim("aud", "{\"orders-api\":1}").sign(), Reason.MALFORMED);
        assertThat(verifier.verify(aToken().claim("aud", "[\"x\",\"orders-api\"]").sign()))
                .isInstanceOf(Verdict.Trusted.class);
    }

    @ParameterizedTest
    @DisplayName("R-030: scope")
    @ValueSource(strings = {"[\"read\"]", "7", "\"read  write\"", "\" read\"", "\"read \"", "null"})
    void a_scope_that_is_not_words_between_single_spaces_is_refused(String scope) {
        assertRefused(aToken().claim("scope", scope).sign(), Reason.MALFORMED);
    }

    @Test
    @DisplayName("R-031: nested tokens")
    void a_token_in_a_token_is_refused() {
        assertRefused(aToken().header("cty", quoted("JWT")).sign(), Reason.WRONG_TYPE);
        assertRefused(aToken().header("cty", quoted("jwt")).sign(), Reason.WRONG_TYPE);
    }

    @Test
    @DisplayName("R-032: the signature comes before the claims")
    void a_forged_token_is_told_nothing_about_its_claims() {
        String forged = aToken().claim("iss", "7").without("exp").sign();
        String torn =
                forged.substring(0, forged.lastIndexOf('.') + 1) + Base64Url.encode(new byte[64]);
        assertRefused(torn, Reason.BAD_SIGNATURE);
    }

    @Test
    @DisplayName("R-211: bound tokens are no bearer tokens")
    void a_token_bound_to_a_key_is_refused_as_a_bearer_token() {
        String bound =
                aToken().claim("cnf", "{\"jkt\":\"0ZcOCORZNYy-DWpqq30jZyJGHTN0d2HglBV3uiguA4I\"}")
                        .sign();
        assertRefused(bound, Reason.DPOP_MISSING);
        assertThat(verifier.acceptingBoundTokensWithoutProof().verify(bound))
                .isInstanceOf(Verdict.Trusted.class);
    }

    @Test
    void the_issuer_itself_takes_any_audience_but_no_expired_token() {
        var itself =
                Verifier.forIssuerItself(ISSUER, KeySource.of(TestKeys.key(Algorithm.ES256)))
                        .withClock(Tokens.CLOCK);
        assertThat(itself.verify(aToken().claim("aud", quoted("whoever")).sign()))
                .isInstanceOf(Verdict.Trusted.class);
        assertRefused(
                itself, aToken().claim("exp", "" + NOW.getEpochSecond()).sign(), Reason.EXPIRED);
    }

    @Test
    @DisplayName("R-016: EdDSA by its old name")
    void the_old_name_of_ed25519_is_taken_only_on_request() {
        String token = aToken(Algorithm.ED25519).header("alg", quoted("EdDSA")).sign();
        var ed25519 = aVerifier(KeySource.of(TestKeys.key(Algorithm.ED25519)));
        assertRefused(ed25519, token, Reason.ALG_NOT_ALLOWED);
        assertThat(ed25519.acceptingLegacyEdDsa().verify(token))
                .isInstanceOf(Verdict.Trusted.class);
        assertRefused(
                ed25519.acceptingLegacyEdDsa().withAlgorithms(EnumSet.of(Algorithm.ES256)),
                token,
                Reason.ALG_NOT_ALLOWED);
    }

    private static VerificationKey named(String kid, PublicKey key) {
        return VerificationKey.of(kid, Algorithm.ES256, key);
    }

    private static String signature(String token) {
        return token.substring(token.lastIndexOf('.') + 1);
    }

    private void assertRefused(String token, Reason reason) {
        assertRefused(verifier, token, reason);
    }

    private static void assertRefused(Verifier verifier, String token, Reason reason) {
        Verdict verdict = verifier.verify(token);
        assertThat(verdict).isInstanceOf(Verdict.Refused.class);
        assertThat(((Verdict.Refused) verdict).reason()).as(verdict.toString()).isEqualTo(reason);
    }
}
