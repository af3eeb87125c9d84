package dev.mintmark.verifier.interop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.mintmark.verifier.KeySource;
import dev.mintmark.verifier.Verdict;
import dev.mintmark.verifier.Verifier;
import dev.mintmark.verifier.jose.Algorithm;
import dev.mintmark.verifier.jose.Base64Url;
import dev.mintmark.verifier.jose.JwkSet;
import dev.mintmark.verifier.jose.MlDsa;
import dev.mintmark.verifier.jose.SignatureProvider;
import dev.mintmark.verifier.jose.TestKeys;

import org.bouncycastle.crypto.params.MLDSAParameters;
import org.bouncycastle.crypto.params.MLDSAPrivateKeyParameters;
import org.conscrypt.Conscrypt;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.condition.EnabledForJreRange;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.condition.JRE;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import java.security.SecureRandom;
import java.security.Security;
import java.time.InstantSource;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/// the ML-DSA rows of [InteropTest]. Keys are one seed, from which Bouncy Castle makes the
/// public half; Tink signs and verifies by Conscrypt, and we by the JDK or the accelerated
/// provider.
@EnabledIf("bothSidesAreHere")
class MlDsaInteropTest {

    private static final Map<Algorithm, MLDSAParameters> PARAMETERS =
            Map.of(
                    Algorithm.ML_DSA_44, MLDSAParameters.ml_dsa_44,
                    Algorithm.ML_DSA_65, MLDSAParameters.ml_dsa_65,
                    Algorithm.ML_DSA_87, MLDSAParameters.ml_dsa_87);

    private final byte[] seed = new byte[MlDsa.SEED_BYTES];

    MlDsaInteropTest() {
        new SecureRandom().nextBytes(seed);
    }

    /// Tink takes it from the providers of the process, and never chooses it by itself for us.
    @BeforeAll
    static void install() {
        Security.addProvider(Conscrypt.newProvider());
    }

    @AfterAll
    static void remove() {
        Security.removeProvider("Conscrypt");
    }

    static Stream<Arguments> everything() {
        return TestKeys.algorithmsOnBothProviders()
                .filter(row -> PARAMETERS.containsKey((Algorithm) row.get()[0]))
                .distinct();
    }

    /// Ours takes Java 24 or the accelerated provider; Conscrypt's native half is there for the
    /// usual platforms only.
    static boolean bothSidesAreHere() {
        try {
            return MlDsa.isSupported() && Conscrypt.isAvailable();
        } catch (LinkageError otherPlatform) {
            return false;
        }
    }

    @ParameterizedTest
    @MethodSource("everything")
    void what_tink_signs_we_trust_R_300(Algorithm algorithm, SignatureProvider provider)
            throws Exception {
        String token = tink(algorithm).sign(seed);

        assertThat(verifier(algorithm, provider).verify(token))
                .isInstanceOfSatisfying(
                        Verdict.Trusted.class,
                        trusted -> {
                            assertThat(trusted.subject()).isEqualTo(Sample.SUBJECT);
                            assertThat(trusted.clientId()).isEqualTo(Sample.CLIENT);
                            assertThat(trusted.expiresAt()).isEqualTo(Sample.EXPIRY);
                            assertThat(trusted.algorithm()).isEqualTo(algorithm);
                        });
        new SecureRandom().nextBytes(seed);
        assertThat(verifier(algorithm, provider).verify(token)).isInstanceOf(Verdict.Refused.class);
    }

    @ParameterizedTest
    @MethodSource("everything")
    @EnabledForJreRange(min = JRE.JAVA_24)
    void what_we_sign_tink_trusts_R_300(Algorithm algorithm, SignatureProvider provider)
            throws Exception {
        var pair = MlDsa.keyPairFromSeed(seed, algorithm);
        String token = Sample.minted(algorithm, algorithm.wireName(), provider, pair.getPrivate());

        assertThat(tink(algorithm).subject(token)).isEqualTo(Sample.SUBJECT);
        new SecureRandom().nextBytes(seed);
        var another = tink(algorithm);
        assertThatThrownBy(() -> another.subject(token)).isInstanceOf(Exception.class);
    }

    private TinkLibrary tink(Algorithm algorithm) throws Exception {
        return new TinkLibrary(algorithm, Sample.kid(algorithm), publicKey(algorithm));
    }

    private byte[] publicKey(Algorithm algorithm) {
        return new MLDSAPrivateKeyParameters(PARAMETERS.get(algorithm), seed).getPublicKey();
    }

    private Verifier verifier(Algorithm algorithm, SignatureProvider provider) {
        String set =
                "{\"keys\":[{\"kty\":\"AKP\",\"alg\":\"%s\",\"kid\":\"%s\",\"pub\":\"%s\"}]}"
                        .formatted(
                                algorithm.wireName(),
                                Sample.kid(algorithm),
                                Base64Url.encode(publicKey(algorithm)));
        var key = JwkSet.parse(set.getBytes(UTF_8), null).keys().get(0).on(provider);
        return Verifier.forIssuer(Sample.ISSUER, Sample.AUDIENCE, KeySource.of(key))
                .withAlgorithms(Set.of(algorithm))
                .withClock(InstantSource.fixed(Sample.NOW));
    }
}
