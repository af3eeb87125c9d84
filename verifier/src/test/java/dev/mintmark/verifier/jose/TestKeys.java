package dev.mintmark.verifier.jose;

import com.amazon.corretto.crypto.provider.AmazonCorrettoCryptoProvider;

import org.junit.jupiter.params.provider.Arguments;

import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.security.spec.ECGenParameterSpec;
import java.util.EnumMap;
import java.util.Map;
import java.util.stream.Stream;

/// One key pair per algorithm, made once: RSA keys are slow to make.
public final class TestKeys {

    private static final Map<Algorithm, KeyPair> MADE = new EnumMap<>(Algorithm.class);

    private TestKeys() {}

    public static synchronized KeyPair pair(Algorithm algorithm) {
        return MADE.computeIfAbsent(algorithm, TestKeys::make);
    }

    public static VerificationKey key(Algorithm algorithm) {
        return VerificationKey.of(
                algorithm.wireName() + "-key", algorithm, pair(algorithm).getPublic());
    }

    /// Every algorithm with a key pair that can be had here.
    public static Stream<Algorithm> algorithmsWithKeyPairs() {
        return Stream.of(Algorithm.values())
                .filter(algorithm -> !algorithm.isSymmetric() && algorithm.isSupported());
    }

    /// The same, on the JDK and on the accelerated provider.
    public static Stream<Arguments> algorithmsOnBothProviders() {
        return algorithmsWithKeyPairs()
                .flatMap(algorithm ->
                        Stream.of(SignatureProvider.jdk(), SignatureProvider.fastest())
                                .filter(provider -> provider.supports(algorithm))
                                .map(provider -> Arguments.of(algorithm, provider)));
    }

    /// The JDK, or the accelerated provider for what only that one knows: ML-DSA before Java 24.
    public static SignatureProvider signing(Algorithm algorithm) {
        return SignatureProvider.jdk().supports(algorithm)
                ? SignatureProvider.jdk()
                : SignatureProvider.fastest();
    }

    private static KeyPair make(Algorithm algorithm) {
        try {
            return switch (algorithm) {
                case RS256, RS384, RS512, PS256, PS384, PS512 -> rsa(2048);
                case ES256 -> ec("secp256r1");
                case ES384 -> ec("secp384r1");
                case ES512 -> ec("secp521r1");
                case ED25519 -> KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
                case ML_DSA_44, ML_DSA_65, ML_DSA_87 -> mlDsa(algorithm.wireName());
                case HS256, HS384, HS512 -> throw new IllegalArgumentException("has no pair");
            };
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /// By the JDK, or where it cannot by the accelerating provider.
    private static KeyPair mlDsa(String parameterSet) throws GeneralSecurityException {
        try {
            return KeyPairGenerator.getInstance(parameterSet).generateKeyPair();
        } catch (NoSuchAlgorithmException beforeJava24) {
            return Accelerator.mlDsa(parameterSet);
        }
    }

    /// A class of its own, since it may be missing.
    private static final class Accelerator {

        static KeyPair mlDsa(String parameterSet) throws GeneralSecurityException {
            return KeyPairGenerator.getInstance(parameterSet, AmazonCorrettoCryptoProvider.INSTANCE)
                    .generateKeyPair();
        }
    }

    public static KeyPair rsa(int bits) throws GeneralSecurityException {
        var generator = KeyPairGenerator.getInstance("RSA");
        generator.initialize(bits);
        return generator.generateKeyPair();
    }

    public static KeyPair ec(String curve) throws GeneralSecurityException {
        var generator = KeyPairGenerator.getInstance("EC");
        generator.initialize(new ECGenParameterSpec(curve));
        return generator.generateKeyPair();
    }
}
