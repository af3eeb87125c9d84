package dev.mintmark.verifier.jose;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.nimbusds.jose.jwk.JWK;

import dev.mintmark.verifier.json.JsonWriter;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.security.PublicKey;
import java.util.regex.Pattern;

class JwkSetTest {

    /// The public key of RFC 7515 A.3.
    private static final String X = "f83OJ3D2xF1Bg8vub9tLe1gHMzV76e8Tus9uPHvRVEU";

    private static final String Y = "x_FEzRu9m36HLN_tue659LNpXW6pCyStikYjKIWI5a0";

    private static final String EC =
            "\"kty\":\"EC\",\"crv\":\"P-256\",\"x\":\"" + X + "\",\"y\":\"" + Y + "\"";

    @ParameterizedTest
    @MethodSource("dev.mintmark.verifier.jose.TestKeys#algorithmsWithKeyPairs")
    void a_key_that_was_written_is_read_back(Algorithm algorithm) {
        PublicKey key = TestKeys.pair(algorithm).getPublic();
        var read = set(written("k1", algorithm, key)).keys().get(0);
        assertThat(read.kid()).contains("k1");
        assertThat(read.algorithm()).isEqualTo(algorithm);
        assertThat(read.publicKey().orElseThrow().getEncoded()).isEqualTo(key.getEncoded());
    }

    @ParameterizedTest
    @DisplayName("R-062: RFC 7638, as Nimbus computes it")
    @EnumSource(
            mode = EnumSource.Mode.MATCH_NONE,
            names = {"HS.*", "ML_DSA.*"})
    void the_thumbprint_is_the_one_that_others_compute(Algorithm algorithm) throws Exception {
        PublicKey key = TestKeys.pair(algorithm).getPublic();
        assertThat(Thumbprint.of(key, algorithm))
                .isEqualTo(JWK.parse(written(null, algorithm, key)).computeThumbprint().toString());
    }

    @Test
    @DisplayName("RFC 8037 A.3")
    void the_thumbprint_of_the_standards_example_is_right() {
        byte[] x = Base64Url.decode("11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo");
        assertThat(Thumbprint.of(PublicKeys.ed25519(x), Algorithm.ED25519))
                .isEqualTo("kPrK_qmxVWaYVA9wwBF6Iuo3vVzz7TxHCTwXBygrS4k");
    }

    @Test
    @DisplayName("R-070: unknown entries")
    void entries_of_unknown_kinds_do_not_spoil_the_set() {
        var set =
                set(
                        "{\"kty\":\"AKP\",\"alg\":\"ML-DSA-65\",\"pub\":\"AA\"}",
                        "{\"kty\":\"quantum\"}",
                        "{\"kty\":\"OKP\",\"crv\":\"Ed448\",\"x\":\"AA\"}",
                        "{\"kty\":\"EC\",\"crv\":\"secp256k1\",\"x\":\"AA\",\"y\":\"AA\"}",
                        "{" + EC + ",\"alg\":\"ES999\"}",
                        "7",
                        "{}",
                        "{" + EC + ",\"kid\":\"good\"}");
        assertThat(set.keys()).hasSize(1);
        assertThat(set.keys().get(0).kid()).contains("good");
        assertThat(set.skipped()).hasSize(7);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"use\":\"enc\"",
                "\"use\":7",
                "\"key_ops\":[\"sign\"]",
                "\"key_ops\":\"verify\"",
                "\"d\":\"AA\"",
                "\"k\":\"AA\"",
                "\"priv\":\"AA\"",
                "\"alg\":\"ES384\"",
                "\"alg\":\"RS256\"",
                "\"alg\":\"HS256\"",
                "\"alg\":7",
                "\"kid\":7"
            })
    void a_key_for_something_else_is_left_out(String member) {
        assertThat(set("{" + EC + "," + member + "}").keys()).isEmpty();
    }

    @Test
    @DisplayName("R-011: no secrets out of a set")
    void a_secret_in_a_set_is_left_out() {
        String secret = Base64Url.encode(new byte[32]);
        assertThat(set("{\"kty\":\"oct\",\"alg\":\"HS256\",\"k\":\"" + secret + "\"}").keys())
                .isEmpty();
    }

    @Test
    @DisplayName("R-015: points off the curve")
    void a_point_that_is_not_on_its_curve_is_left_out() {
        assertThat(set("{" + EC.replace(X, Y) + "}").keys()).isEmpty();
        assertThat(set("{" + EC.replace("P-256", "P-384") + "}").keys()).isEmpty();
        assertThat(set("{" + EC.replace(X, "AA" + X) + "}").keys()).isEmpty();
        String zero = Base64Url.encode(new byte[32]);
        assertThat(set("{" + EC.replace(X, zero).replace(Y, zero) + "}").keys()).isEmpty();
    }

    @Test
    void an_ed25519_key_of_small_order_is_left_out() {
        var one = new byte[32];
        one[0] = 1;
        for (byte[] point : new byte[][] {new byte[32], one}) {
            assertThat(
                            set("{\"kty\":\"OKP\",\"crv\":\"Ed25519\",\"x\":\""
                                            + Base64Url.encode(point)
                                            + "\"}")
                                    .keys())
                    .isEmpty();
        }
    }

    @Test
    @DisplayName("R-010: RSA keys that do not say what they are for")
    void an_rsa_key_without_alg_gets_it_from_configuration_alone() {
        String jwk =
                written("r", Algorithm.RS256, TestKeys.pair(Algorithm.RS256).getPublic())
                        .replace("\"alg\":\"RS256\",", "");
        assertThat(set(jwk).keys()).isEmpty();
        assertThat(parse(jwk, Algorithm.PS256).keys().get(0).algorithm())
                .isEqualTo(Algorithm.PS256);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "[]",
                "{}",
                "{\"keys\":{}}",
                "{\"keys\":[]",
                "{\"keys\":[],\"keys\":[]}"
            })
    void a_text_that_is_no_key_set_is_refused(String text) {
        assertThatThrownBy(() -> JwkSet.parse(text.getBytes(UTF_8), null))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @DisplayName("R-061: public members only")
    @MethodSource("dev.mintmark.verifier.jose.TestKeys#algorithmsWithKeyPairs")
    void nothing_private_is_ever_written(Algorithm algorithm) {
        String jwk = written("k", algorithm, TestKeys.pair(algorithm).getPublic());
        assertThat(Pattern.compile("\"(d|p|q|dp|dq|qi|oth|k|priv)\":").matcher(jwk).find())
                .isFalse();
    }

    private static String written(String kid, Algorithm algorithm, PublicKey key) {
        var json = new JsonWriter();
        PublicJwk.write(json, kid, algorithm, key);
        return json.toString();
    }

    private static JwkSet set(String... keys) {
        return parse(String.join(",", keys), null);
    }

    private static JwkSet parse(String keys, Algorithm rsaAlgorithm) {
        return JwkSet.parse(("{\"keys\":[" + keys + "]}").getBytes(UTF_8), rsaAlgorithm);
    }
}
