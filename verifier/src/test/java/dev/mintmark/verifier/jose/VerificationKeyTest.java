package dev.mintmark.verifier.jose;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import static java.nio.charset.StandardCharsets.US_ASCII;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledIfSystemProperty;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.math.BigInteger;
import java.security.KeyFactory;
import java.security.SecureRandom;
import java.security.Signature;
import java.security.spec.RSAPublicKeySpec;
import java.util.Arrays;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.Stream;

class VerificationKeyTest {

    private static final byte[] DATA = "some data".getBytes(US_ASCII);

    @Test
    @EnabledOnOs({OS.LINUX, OS.MAC})
    @DisabledIfSystemProperty(named = "mintmark.accelerator", matches = "absent")
    void the_accelerated_provider_is_found_on_the_class_path() {
        var fastest = SignatureProvider.fastest();
        assertThat(fastest.isAccelerated()).as(fastest.explanation()).isTrue();
        assertThat(fastest.name()).startsWith("AmazonCorretto");
    }

    @Test
    @EnabledIfSystemProperty(named = "mintmark.accelerator", matches = "absent")
    void without_it_the_jdk_does_the_work() {
        assertThat(SignatureProvider.fastest().name()).isEqualTo("JDK");
    }

    @ParameterizedTest
    @MethodSource("dev.mintmark.verifier.jose.TestKeys#algorithmsOnBothProviders")
    void what_one_provider_signs_both_verify(Algorithm algorithm, SignatureProvider provider) {
        byte[] signature =
                SigningEngine.of(TestKeys.pair(algorithm).getPrivate(), algorithm, provider)
                        .sign(DATA);
        for (var other :
                new SignatureProvider[] {SignatureProvider.jdk(), SignatureProvider.fastest()}) {
            if (!other.supports(algorithm)) {
                continue; // ML-DSA on a Java of before 24
            }
            var key = TestKeys.key(algorithm).on(other);
            assertThat(key.verifies(DATA, 0, DATA.length, signature)).isTrue();
            assertThat(key.verifies(DATA, 1, DATA.length - 1, signature)).isFalse();
        }
    }

    @ParameterizedTest
    @MethodSource("dev.mintmark.verifier.jose.TestKeys#algorithmsOnBothProviders")
    void a_malformed_signature_is_false_and_harms_nothing(
            Algorithm algorithm, SignatureProvider provider) {
        var key = TestKeys.key(algorithm).on(provider);
        byte[] good =
                SigningEngine.of(TestKeys.pair(algorithm).getPrivate(), algorithm, provider)
                        .sign(DATA);
        var ones = new byte[good.length];
        Arrays.fill(ones, (byte) 0xFF);
        for (byte[] bad :
                new byte[][] {
                    {},
                    {0},
                    new byte[good.length],
                    ones,
                    Arrays.copyOf(good, good.length - 1),
                    Arrays.copyOf(good, good.length + 1),
                    new byte[10_000]
                }) {
            assertThat(key.verifies(DATA, 0, DATA.length, bad)).isFalse();
            assertThat(key.verifies(DATA, 0, DATA.length, good)).isTrue();
        }
    }

    @ParameterizedTest
    @DisplayName("R-014: r and s between 1 and n-1, never DER")
    @CsvSource({"ES256,secp256r1,32", "ES384,secp384r1,48", "ES512,secp521r1,66"})
    void an_ecdsa_signature_outside_its_range_is_refused(
            Algorithm algorithm, String curve, int size) throws Exception {
        byte[] order = Curve.unsigned(algorithm.curve().parameters().getOrder(), size);
        byte[] good =
                SigningEngine.of(
                                TestKeys.pair(algorithm).getPrivate(),
                                algorithm,
                                SignatureProvider.jdk())
                        .sign(DATA);
        var der = Signature.getInstance("SHA" + algorithm.wireName().substring(2) + "withECDSA");
        der.initSign(TestKeys.pair(algorithm).getPrivate());
        der.update(DATA);
        byte[] zeroR = good.clone();
        Arrays.fill(zeroR, 0, size, (byte) 0);
        byte[] zeroS = good.clone();
        Arrays.fill(zeroS, size, 2 * size, (byte) 0);
        byte[] largeR = good.clone();
        System.arraycopy(order, 0, largeR, 0, size);
        byte[] largeS = good.clone();
        System.arraycopy(order, 0, largeS, size, size);
        for (byte[] bad : new byte[][] {zeroR, zeroS, largeR, largeS, der.sign()}) {
            assertThat(algorithm.curve().isSignature(bad)).isFalse();
            assertThat(TestKeys.key(algorithm).verifies(DATA, 0, DATA.length, bad)).isFalse();
        }
    }

    @ParameterizedTest
    @DisplayName("R-011, R-015: family and curve")
    @CsvSource({
        "ES256,RS256",
        "RS256,ES256",
        "ES256,ES384",
        "ES384,ES256",
        "ED25519,ES256",
        "ES256,ED25519",
        "HS256,RS256",
        "HS256,ES256",
        "PS256,ED25519"
    })
    void a_key_of_another_family_or_curve_is_refused(Algorithm wanted, Algorithm actual) {
        assertThatThrownBy(() -> VerificationKey.of("k", wanted, TestKeys.pair(actual).getPublic()))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    @DisplayName("R-013: RSA sizes and exponents")
    void an_rsa_key_that_is_too_small_or_odd_is_refused() throws Exception {
        assertThatThrownBy(() ->
                        VerificationKey.of("k", Algorithm.RS256, TestKeys.rsa(1024).getPublic()))
                .hasMessageContaining("2048");
        var factory = KeyFactory.getInstance("RSA");
        var huge = BigInteger.ONE.shiftLeft(8192).setBit(0);
        var tooLong = factory.generatePublic(new RSAPublicKeySpec(huge, BigInteger.valueOf(65537)));
        assertThatThrownBy(() -> VerificationKey.of("k", Algorithm.RS256, tooLong))
                .hasMessageContaining("8192");
        var modulus = BigInteger.ONE.shiftLeft(2047).setBit(0);
        var evenExponent =
                factory.generatePublic(new RSAPublicKeySpec(modulus, BigInteger.valueOf(65536)));
        assertThatThrownBy(() -> VerificationKey.of("k", Algorithm.RS256, evenExponent))
                .hasMessageContaining("odd");
    }

    static Stream<byte[]> weakSecrets() {
        return Stream.of(
                        "letmein",
                        "your-256-bit-secret",
                        "x".repeat(40),
                        "secret".repeat(6),
                        "changemechangemechangemechangeme",
                        "the quick brown fox jumps over the lazy dog",
                        "ab".repeat(32))
                .map(text -> text.getBytes(US_ASCII));
    }

    @ParameterizedTest
    @DisplayName("R-012: weak secrets")
    @MethodSource("weakSecrets")
    void a_secret_that_can_be_guessed_is_refused(byte[] secret) {
        assertThatThrownBy(() -> VerificationKey.ofSharedSecret("k", Algorithm.HS256, secret))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageNotContaining(new String(secret, US_ASCII));
    }

    @ParameterizedTest
    @DisplayName("R-012: lengths")
    @CsvSource({"HS256,32", "HS384,48", "HS512,64"})
    void a_secret_has_at_least_the_length_of_the_hash(Algorithm algorithm, int bytes) {
        var random = new SecureRandom();
        for (int i = 0; i < 200; i++) {
            var secret = new byte[bytes];
            random.nextBytes(secret);
            VerificationKey.ofSharedSecret("k", algorithm, secret);
        }
        assertThatThrownBy(
                        () -> VerificationKey.ofSharedSecret("k", algorithm, new byte[bytes - 1]))
                .hasMessageContaining("at least " + bytes);
    }

    @ParameterizedTest
    @ValueSource(strings = {"ES384", "RS256", "ED25519"})
    void a_private_key_of_another_kind_does_not_sign(Algorithm algorithm) {
        for (var provider :
                new SignatureProvider[] {SignatureProvider.jdk(), SignatureProvider.fastest()}) {
            assertThatThrownBy(() ->
                            SigningEngine.of(
                                    TestKeys.pair(Algorithm.ES256).getPrivate(),
                                    algorithm,
                                    provider))
                    .isInstanceOf(IllegalArgumentException.class);
        }
    }

    @Test
    void one_key_serves_many_threads() throws Exception {
        var signing =
                SigningEngine.of(
                        TestKeys.pair(Algorithm.ES256).getPrivate(),
                        Algorithm.ES256,
                        SignatureProvider.fastest());
        var key = TestKeys.key(Algorithm.ES256);
        var threads = Executors.newFixedThreadPool(8);
        try {
            var tasks =
                    Stream.<Callable<Boolean>>generate(() ->
                                    () -> {
                                        var data = new byte[64];
                                        new SecureRandom().nextBytes(data);
                                        return key.verifies(data, 0, 64, signing.sign(data));
                                    })
                            .limit(2_000)
                            .toList();
            for (var valid : threads.invokeAll(tasks)) {
                assertThat(valid.get()).isTrue();
            }
        } finally {
            threads.shutdownNow();
        }
    }
}
