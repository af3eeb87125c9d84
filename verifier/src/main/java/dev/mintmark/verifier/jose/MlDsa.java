package dev.mintmark.verifier.jose;

import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.SecureRandom;
import java.security.spec.NamedParameterSpec;

/// Signatures that hold against quantum computers, too (FIPS 204, RFC 9964). The JDK has them since
/// Java 24, the Amazon Corretto Crypto Provider since 2.5; where neither does, keys of this kind
/// are left out of their sets, and tokens under them are refused.
public final class MlDsa {

    /// A private key is this much randomness, in a JWK as `priv` (RFC 9964 §4): everything else
    /// follows from it.
    public static final int SEED_BYTES = 32;

    private MlDsa() {}

    /// Whether signatures can be verified here. May load the accelerating provider.
    public static boolean isSupported() {
        return SignatureProvider.jdk().supports(Algorithm.ML_DSA_44)
                || SignatureProvider.fastest().supports(Algorithm.ML_DSA_44);
    }

    /// The key pair that follows from a seed (FIPS 204, `KeyGen_internal`). Takes Java 24.
    ///
    /// Java's key factories do not read a seed, but its generator draws exactly that much
    /// randomness, once: given the seed for it, it makes the pair of the seed.
    public static KeyPair keyPairFromSeed(byte[] seed, Algorithm algorithm) {
        MlDsaSet set = algorithm.parameterSet();
        if (set == null) {
            throw new IllegalArgumentException(algorithm.wireName() + " has no seeds");
        }
        if (seed.length != SEED_BYTES) {
            throw new IllegalArgumentException("a seed has 32 bytes");
        }
        var randomness = new SeedForRandom(seed);
        try {
            var generator = KeyPairGenerator.getInstance("ML-DSA", "SUN");
            generator.initialize(new NamedParameterSpec(set.jcaName()), randomness);
            KeyPair pair = generator.generateKeyPair();
            randomness.requireUsedOnce();
            return pair;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this Java makes no ML-DSA keys", e);
        }
    }

    private static final class SeedForRandom extends SecureRandom {

        private static final long serialVersionUID = 1L;

        private final byte[] seed;
        private int draws;

        SeedForRandom(byte[] seed) {
            this.seed = seed.clone();
        }

        @Override
        public void nextBytes(byte[] bytes) {
            draws++;
            if (bytes.length == SEED_BYTES) {
                System.arraycopy(seed, 0, bytes, 0, SEED_BYTES);
            }
        }

        /// A Java that draws in another way would make another key, or a weak one.
        void requireUsedOnce() {
            if (draws != 1) {
                throw new IllegalStateException("this Java does not make keys from one seed");
            }
        }
    }
}
