package dev.mintmark.verifier.jose;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import dev.mintmark.verifier.KeySource;
import dev.mintmark.verifier.Reason;
import dev.mintmark.verifier.Verdict;
import dev.mintmark.verifier.Verifier;
import dev.mintmark.verifier.json.JsonWriter;

import org.bouncycastle.crypto.params.MLDSAParameters;
import org.bouncycastle.crypto.params.MLDSAPrivateKeyParameters;
import org.bouncycastle.crypto.params.MLDSAPublicKeyParameters;
import org.bouncycastle.crypto.params.ParametersWithRandom;
import org.bouncycastle.crypto.signers.MLDSASigner;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledForJreRange;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.condition.JRE;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.net.URI;
import java.security.KeyPair;
import java.security.SecureRandom;
import java.security.Signature;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;

/// ML-DSA for JOSE (RFC 9964).
class MlDsaTest {

    private static final byte[] DATA = "some data".getBytes(US_ASCII);
    private static final byte[] ZEROS = new byte[MlDsa.SEED_BYTES];

    private static final Map<Algorithm, MLDSAParameters> BOUNCY_CASTLE =
            Map.of(
                    Algorithm.ML_DSA_44, MLDSAParameters.ml_dsa_44,
                    Algorithm.ML_DSA_65, MLDSAParameters.ml_dsa_65,
                    Algorithm.ML_DSA_87, MLDSAParameters.ml_dsa_87);

    @ParameterizedTest
    @EnabledForJreRange(min = JRE.JAVA_24)
    @DisplayName("R-062, R-301: the standard's examples, by their seed and thumbprint")
    @CsvSource({
        "ML_DSA_44,T4xl70S7MT6Zeq6r9V9fPJGVn76wfnXJ21-gyo0Gu6o,1312",
        "ML_DSA_65,Suiu29qbfuaBaR4Ats-c6XQBePB_OpAxAwcTR_0KXVM,1952",
        "ML_DSA_87,tRn1JNIkgMsABVQBlXeDHxAIcclh-2IX0UdDEzPt5XU,2592"
    })
    void the_key_of_a_seed_is_the_one_that_the_standard_names(
            Algorithm algorithm, String thumbprint, int bytes) {
        KeyPair pair = MlDsa.keyPairFromSeed(ZEROS, algorithm);
        assertThat(Thumbprint.of(pair.getPublic(), algorithm)).isEqualTo(thumbprint);
        assertThat(PublicKeys.mlDsaBytes(pair.getPublic(), algorithm)).hasSize(bytes);
    }

    @Test
    @EnabledForJreRange(min = JRE.JAVA_24)
    @DisplayName(
            "R-300: the standard's example of a signature, over the JWS signing input as it is")
    void the_signature_is_the_one_in_the_standard() throws Exception {
        String input =
                encoded(
                                "{\"alg\":\"ML-DSA-44\",\"kid\":"
                                        + "\"T4xl70S7MT6Zeq6r9V9fPJGVn76wfnXJ21-gyo0Gu6o\"}")
                        + "."
                        + encoded("It\u2019s a dangerous business, Frodo, going out your door.");
        KeyPair pair = MlDsa.keyPairFromSeed(ZEROS, Algorithm.ML_DSA_44);
        var engine = Signature.getInstance("ML-DSA");
        // Without randomness of its own, as the example was made.
        engine.initSign(pair.getPrivate(), new Zeros());
        engine.update(input.getBytes(US_ASCII));
        byte[] signature = engine.sign();
        assertThat(Base64Url.encode(signature))
                .startsWith("knI1Q_9CIzLH5Xy94Kkc7WVKqZcAgtJ3mNf0GUj1uLA6YXAWFJfXkh-zQxUtEl3UIC7z")
                .endsWith("AAAAAAAAAAAAABIfMEQ")
                .hasSize(3227);
        var key = VerificationKey.of(null, Algorithm.ML_DSA_44, pair.getPublic());
        byte[] signed = input.getBytes(US_ASCII);
        assertThat(key.verifies(signed, 0, signed.length, signature)).isTrue();
        signed[0] ^= 1;
        assertThat(key.verifies(signed, 0, signed.length, signature)).isFalse();
    }

    @ParameterizedTest
    @EnabledForJreRange(min = JRE.JAVA_24)
    @DisplayName("R-301: Bouncy Castle makes the same key of a seed, and takes our signatures")
    @EnumSource(
            mode = EnumSource.Mode.MATCH_ALL,
            names = {"ML_DSA.*"})
    void another_implementation_agrees_in_both_directions(Algorithm algorithm) throws Exception {
        var seed = new byte[MlDsa.SEED_BYTES];
        new SecureRandom().nextBytes(seed);
        KeyPair pair = MlDsa.keyPairFromSeed(seed, algorithm);
        var parameters = BOUNCY_CASTLE.get(algorithm);
        var secret = new MLDSAPrivateKeyParameters(parameters, seed);
        byte[] bytes = PublicKeys.mlDsaBytes(pair.getPublic(), algorithm);
        assertThat(secret.getPublicKey()).isEqualTo(bytes);

        for (var provider :
                new SignatureProvider[] {SignatureProvider.jdk(), SignatureProvider.fastest()}) {
            byte[] ours = SigningEngine.of(pair.getPrivate(), algorithm, provider).sign(DATA);
            var check = new MLDSASigner();
            check.init(false, new MLDSAPublicKeyParameters(parameters, bytes));
            check.update(DATA, 0, DATA.length);
            assertThat(check.verifySignature(ours)).isTrue();

            var signer = new MLDSASigner();
            signer.init(true, new ParametersWithRandom(secret, new SecureRandom()));
            signer.update(DATA, 0, DATA.length);
            byte[] theirs = signer.generateSignature();
            var key = VerificationKey.of(null, algorithm, pair.getPublic()).on(provider);
            assertThat(key.verifies(DATA, 0, DATA.length, theirs)).isTrue();
        }
    }

    @ParameterizedTest
    @EnabledIf("dev.mintmark.verifier.jose.MlDsa#isSupported")
    @DisplayName("R-300, R-302: the parameter set is part of the key")
    @EnumSource(
            mode = EnumSource.Mode.MATCH_ALL,
            names = {"ML_DSA.*"})
    void a_key_is_for_its_own_parameter_set_alone(Algorithm algorithm) {
        KeyPair pair = TestKeys.pair(algorithm);
        for (Algorithm other :
                new Algorithm[] {
                    Algorithm.ML_DSA_44, Algorithm.ML_DSA_65, Algorithm.ML_DSA_87, Algorithm.ES256
                }) {
            if (other != algorithm) {
                assertThatThrownBy(() -> VerificationKey.of(null, other, pair.getPublic()))
                        .isInstanceOf(IllegalArgumentException.class);
                assertThatThrownBy(() ->
                                SigningEngine.of(
                                        pair.getPrivate(), other, SignatureProvider.fastest()))
                        .isInstanceOf(IllegalArgumentException.class);
            }
        }
    }

    @ParameterizedTest
    @EnabledIf("dev.mintmark.verifier.jose.MlDsa#isSupported")
    @DisplayName("R-300: which AKP keys are fit")
    @ValueSource(
            strings = {
                "{\"kty\":\"AKP\",\"pub\":\"PUB\"}",
                "{\"kty\":\"AKP\",\"alg\":\"ML-DSA-65\",\"pub\":\"PUB\"}",
                "{\"kty\":\"AKP\",\"alg\":\"ML-DSA-44\"}",
                "{\"kty\":\"AKP\",\"alg\":\"ML-DSA-44\",\"pub\":\"PUBA\"}",
                "{\"kty\":\"AKP\",\"alg\":\"ML-DSA-44\",\"pub\":\"AA\"}",
                "{\"kty\":\"AKP\",\"alg\":\"ML-DSA-44\",\"pub\":7}",
                "{\"kty\":\"AKP\",\"alg\":\"ml-dsa-44\",\"pub\":\"PUB\"}",
                "{\"kty\":\"AKP\",\"alg\":\"ES256\",\"pub\":\"PUB\"}",
                "{\"kty\":\"AKP\",\"alg\":\"HS256\",\"pub\":\"PUB\"}",
                "{\"kty\":\"OKP\",\"crv\":\"ML-DSA-44\",\"alg\":\"ML-DSA-44\",\"x\":\"PUB\"}",
                "{\"kty\":\"AKP\",\"alg\":\"ML-DSA-44\",\"pub\":\"PUB\",\"priv\":\"AA\"}",
                "{\"kty\":\"AKP\",\"alg\":\"ML-DSA-44\",\"pub\":\"PUB\",\"use\":\"enc\"}"
            })
    void a_key_that_is_not_fit_is_left_out(String jwk) {
        byte[] bytes =
                PublicKeys.mlDsaBytes(
                        TestKeys.pair(Algorithm.ML_DSA_44).getPublic(), Algorithm.ML_DSA_44);
        String good = "{\"kty\":\"AKP\",\"alg\":\"ML-DSA-44\",\"pub\":\"PUB\"}";
        String set =
                "{\"keys\":[%s,%s]}".formatted(good, jwk).replace("PUB", Base64Url.encode(bytes));
        assertThat(JwkSet.parse(set.getBytes(UTF_8), null).keys()).hasSize(1);
    }

    @Test
    @EnabledIf("dev.mintmark.verifier.jose.MlDsa#isSupported")
    @DisplayName("R-061, R-300: how a key is written")
    void a_public_key_is_written_with_its_algorithm_once() {
        var json = new JsonWriter();
        var key = TestKeys.pair(Algorithm.ML_DSA_44).getPublic();
        PublicJwk.write(json, "k", Algorithm.ML_DSA_44, key);
        assertThat(json.toString())
                .startsWith("{\"alg\":\"ML-DSA-44\",\"kty\":\"AKP\",\"pub\":\"")
                .endsWith("\",\"use\":\"sig\",\"kid\":\"k\"}");
    }

    @Test
    @EnabledForJreRange(max = JRE.JAVA_23)
    @EnabledIfSystemProperty(named = "mintmark.accelerator", matches = "absent")
    @DisplayName("R-070, R-304: where nobody knows ML-DSA")
    void a_key_that_cannot_be_used_here_is_left_out_and_does_not_spoil_the_set() {
        assertThat(MlDsa.isSupported()).isFalse();
        assertThat(Algorithm.ML_DSA_65.isSupported()).isFalse();
        String pub = Base64Url.encode(new byte[1312]);
        String es256 =
                "{\"kty\":\"EC\",\"crv\":\"P-256\","
                        + "\"x\":\"f83OJ3D2xF1Bg8vub9tLe1gHMzV76e8Tus9uPHvRVEU\","
                        + "\"y\":\"x_FEzRu9m36HLN_tue659LNpXW6pCyStikYjKIWI5a0\"}";
        String set =
                "{\"keys\":[{\"kty\":\"AKP\",\"alg\":\"ML-DSA-44\",\"pub\":\"%s\"},%s]}"
                        .formatted(pub, es256);
        JwkSet read = JwkSet.parse(set.getBytes(UTF_8), null);
        assertThat(read.keys()).hasSize(1);
        assertThat(read.skipped()).singleElement().asString().contains("no provider");
    }

    @Test
    @EnabledForJreRange(max = JRE.JAVA_23)
    @EnabledIfSystemProperty(named = "mintmark.accelerator", matches = "absent")
    @DisplayName("R-304: where nobody knows ML-DSA, it is not allowed")
    void a_token_that_cannot_be_judged_here_is_refused_for_its_algorithm() {
        var verifier =
                Verifier.forIssuer(
                        URI.create("https://id.example.com"),
                        "orders-api",
                        KeySource.of(TestKeys.key(Algorithm.ES256)));
        String token = encoded("{\"alg\":\"ML-DSA-65\",\"typ\":\"at+jwt\"}") + ".e30.AAAA";
        var lenient = verifier.withAlgorithms(Set.of(Algorithm.ES256, Algorithm.ML_DSA_65));
        assertThat(lenient.verify(token))
                .isInstanceOfSatisfying(
                        Verdict.Refused.class,
                        refused -> assertThat(refused.reason()).isEqualTo(Reason.ALG_NOT_ALLOWED));
        assertThatThrownBy(() -> verifier.withAlgorithms(Set.of(Algorithm.ML_DSA_65)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("Java 24");
    }

    @Test
    @DisplayName("R-301: what is no seed")
    void a_seed_has_thirty_two_bytes_and_an_algorithm_that_has_seeds() {
        assertThatThrownBy(() -> MlDsa.keyPairFromSeed(new byte[31], Algorithm.ML_DSA_44))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> MlDsa.keyPairFromSeed(ZEROS, Algorithm.ES256))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private static String encoded(String text) {
        return Base64Url.encode(text.getBytes(UTF_8));
    }

    private static final class Zeros extends SecureRandom {

        private static final long serialVersionUID = 1L;

        @Override
        public void nextBytes(byte[] bytes) {
            Arrays.fill(bytes, (byte) 0);
        }
    }
}
