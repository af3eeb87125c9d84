package dev.mintmark.verifier;

import static dev.mintmark.verifier.Tokens.aToken;
import static dev.mintmark.verifier.Tokens.aVerifier;
import static dev.mintmark.verifier.Tokens.quoted;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.mintmark.verifier.jose.Algorithm;
import dev.mintmark.verifier.jose.Base64Url;
import dev.mintmark.verifier.jose.TestKeys;
import dev.mintmark.verifier.jose.VerificationKey;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import java.security.SecureRandom;
import java.util.Base64;
import java.util.EnumSet;
import java.util.stream.Stream;

import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/// A public key is known to everybody; as an HMAC secret it would let everybody sign.
@DisplayName("R-011: a public key is never a secret")
class KeyConfusionTest {

    private static final VerificationKey RSA = TestKeys.key(Algorithm.RS256);

    static Stream<Arguments> publicKeyTexts() {
        byte[] der = RSA.publicKey().orElseThrow().getEncoded();
        String lines = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(der);
        String pem = "-----BEGIN PUBLIC KEY-----\n" + lines + "\n-----END PUBLIC KEY-----";
        return Stream.of(
                Arguments.of("DER", der),
                Arguments.of("PEM", pem.getBytes(US_ASCII)),
                Arguments.of("PEM with a last newline", (pem + "\n").getBytes(US_ASCII)),
                Arguments.of("JWK set", FakeIssuer.keySet(RSA).getBytes(US_ASCII)));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("publicKeyTexts")
    void a_token_hashed_with_the_public_key_is_refused(String name, byte[] secret)
            throws Exception {
        String token = hashed(secret);
        for (var verifier :
                new Verifier[] {
                    aVerifier(KeySource.of(RSA)),
                    aVerifier(KeySource.of(RSA)).withAlgorithms(EnumSet.of(Algorithm.HS256))
                }) {
            var verdict = (Verdict.Refused) verifier.verify(token);
            assertThat(verdict.reason()).isEqualTo(Reason.ALG_NOT_ALLOWED);
        }
    }

    @Test
    void a_verifier_cannot_be_set_up_for_both_kinds() {
        var verifier = aVerifier(KeySource.of(RSA));
        assertThatThrownBy(
                        () -> verifier.withAlgorithms(EnumSet.of(Algorithm.RS256, Algorithm.HS256)))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void a_shared_secret_works_where_it_is_asked_for() throws Exception {
        var secret = new byte[32];
        new SecureRandom().nextBytes(secret);
        var key = VerificationKey.ofSharedSecret("RS256-key", Algorithm.HS256, secret);
        var verifier = aVerifier(KeySource.of(key)).withAlgorithms(EnumSet.of(Algorithm.HS256));
        assertThat(verifier.verify(hashed(secret))).isInstanceOf(Verdict.Trusted.class);
        secret[0] ^= 1;
        var verdict = (Verdict.Refused) verifier.verify(hashed(secret));
        assertThat(verdict.reason()).isEqualTo(Reason.BAD_SIGNATURE);
    }

    private static String hashed(byte[] secret) throws Exception {
        var token = aToken(Algorithm.RS256).header("alg", quoted("HS256"));
        String input = token.headerSegment() + "." + token.payloadSegment();
        var mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(secret, "HmacSHA256"));
        return input + "." + Base64Url.encode(mac.doFinal(input.getBytes(US_ASCII)));
    }
}
