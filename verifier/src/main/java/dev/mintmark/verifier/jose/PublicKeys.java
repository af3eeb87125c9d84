package dev.mintmark.verifier.jose;

import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.EdECPublicKey;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.ECPoint;
import java.security.spec.ECPublicKeySpec;
import java.security.spec.InvalidKeySpecException;
import java.security.spec.NamedParameterSpec;
import java.security.spec.RSAPublicKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Set;

/// Makes public keys of their numbers, and tells which of them are fit to verify with.
final class PublicKeys {

    private static final int LEAST_RSA_BITS = 2048;

    /// Larger ones cost so much per signature that a key set becomes a way to stop a service.
    private static final int MOST_RSA_BITS = 8192;

    private static final int ED25519_BYTES = 32;

    /// A DER header that never changes, before the 32 bytes (RFC 8410 §4).
    private static final byte[] ED25519_PREFIX =
            HexFormat.of().parseHex("302a300506032b6570032100");

    /// The points of order 1, 2, 4 and 8: under such a "key" a signature can fit any message. The
    /// sign bit is left out of the comparison.
    private static final Set<String> ED25519_SMALL_ORDER =
            Set.of(
                    "0000000000000000000000000000000000000000000000000000000000000000",
                    "0100000000000000000000000000000000000000000000000000000000000000",
                    "26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc05",
                    "c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac037a",
                    "ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
                    "edffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
                    "eeffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f");

    private PublicKeys() {}

    static PublicKey rsa(byte[] modulus, byte[] exponent) {
        return make(
                KeyFamily.RSA,
                factory ->
                        factory.generatePublic(
                                new RSAPublicKeySpec(
                                        new BigInteger(1, modulus), new BigInteger(1, exponent))));
    }

    static PublicKey ec(Curve curve, byte[] x, byte[] y) {
        var point = new ECPoint(new BigInteger(1, x), new BigInteger(1, y));
        requireFit(curve.contains(point), "the point is not on " + curve.jwkName());
        return make(
                KeyFamily.EC,
                factory -> factory.generatePublic(new ECPublicKeySpec(point, curve.parameters())));
    }

    static PublicKey ed25519(byte[] x) {
        requireFit(x.length == ED25519_BYTES, "an Ed25519 public key has 32 bytes");
        byte[] der = Arrays.copyOf(ED25519_PREFIX, ED25519_PREFIX.length + ED25519_BYTES);
        System.arraycopy(x, 0, der, ED25519_PREFIX.length, ED25519_BYTES);
        return decode(der, KeyFamily.ED25519);
    }

    static PublicKey mlDsa(MlDsaSet set, byte[] bytes) {
        requireFit(
                bytes.length == set.publicBytes(),
                "a public key of %s has %d bytes".formatted(set.jcaName(), set.publicBytes()));
        return new MlDsaPublicKey(set.encode(bytes));
    }

    /// From a SubjectPublicKeyInfo.
    static PublicKey decode(byte[] der, KeyFamily family) {
        if (family == KeyFamily.ML_DSA) {
            return new MlDsaPublicKey(der);
        }
        return make(family, factory -> factory.generatePublic(new X509EncodedKeySpec(der)));
    }

    /// Throws, saying what is wrong, when the key can not or should not verify the algorithm's
    /// signatures.
    static void requireFit(PublicKey key, Algorithm algorithm) {
        switch (algorithm.family()) {
            case RSA -> {
                requireFit(key instanceof RSAPublicKey, algorithm.wireName() + " needs an RSA key");
                requireFitRsa((RSAPublicKey) key);
            }
            case EC -> {
                requireFit(key instanceof ECPublicKey, algorithm.wireName() + " needs an EC key");
                requireFitEc((ECPublicKey) key, algorithm);
            }
            case ED25519 -> requireFitEd25519(key);
            case ML_DSA -> {
                var unused = mlDsaBytes(key, algorithm);
                requireFit(MlDsa.isSupported(), "no provider here knows ML-DSA");
            }
            case SECRET ->
                    throw new IllegalArgumentException(
                            algorithm.wireName() + " works with a secret, never with a public key");
        }
    }

    private static void requireFitRsa(RSAPublicKey key) {
        int bits = key.getModulus().bitLength();
        requireFit(
                bits >= LEAST_RSA_BITS && bits <= MOST_RSA_BITS,
                "an RSA modulus must have 2048 to 8192 bits, this one has " + bits);
        BigInteger e = key.getPublicExponent();
        requireFit(
                e.testBit(0) && e.compareTo(BigInteger.valueOf(3)) >= 0,
                "an RSA exponent must be odd and at least 3");
        requireFit(e.bitLength() <= 64, "an RSA exponent beyond 64 bits only costs time");
        requireFit(key.getModulus().testBit(0), "an RSA modulus must be odd");
    }

    private static void requireFitEc(ECPublicKey key, Algorithm algorithm) {
        Curve curve = algorithm.curve();
        requireFit(
                curve != null && curve.hasParameters(key.getParams()),
                algorithm.wireName() + " needs a key on its own curve");
        requireFit(curve != null && curve.contains(key.getW()), "the point is not on its curve");
    }

    private static void requireFitEd25519(PublicKey key) {
        boolean named =
                key instanceof EdECPublicKey edwards
                        ? edwards.getParams().getName().equals(NamedParameterSpec.ED25519.getName())
                        : key.getAlgorithm().equals("Ed25519");
        requireFit(named, "Ed25519 needs an Ed25519 key");
        byte[] x = ed25519Bytes(key);
        requireFit(Ed25519Curve.contains(x), "the bytes are no point of the curve");
        x[ED25519_BYTES - 1] &= 0x7F;
        requireFit(
                !ED25519_SMALL_ORDER.contains(HexFormat.of().formatHex(x)),
                "the point has a small order, so its signatures prove nothing");
    }

    /// The 32 bytes of RFC 8032, out of the encoding: every provider writes the same.
    static byte[] ed25519Bytes(PublicKey key) {
        byte[] der = key.getEncoded();
        requireFit(
                der != null && der.length == ED25519_PREFIX.length + ED25519_BYTES,
                "an Ed25519 key must be able to show its encoding");
        return Arrays.copyOfRange(der, ED25519_PREFIX.length, der.length);
    }

    /// The bytes of FIPS 204, out of the encoding, which also says of which set they are.
    static byte[] mlDsaBytes(PublicKey key, Algorithm algorithm) {
        MlDsaSet set = algorithm.parameterSet();
        byte[] der = key.getEncoded();
        byte[] bytes = set == null || der == null ? null : set.decode(der);
        if (bytes == null) {
            throw new IllegalArgumentException(
                    algorithm.wireName() + " needs a key of its own parameter set");
        }
        return bytes;
    }

    private static void requireFit(boolean fit, String otherwise) {
        if (!fit) {
            throw new IllegalArgumentException(otherwise);
        }
    }

    private interface Making {
        PublicKey with(KeyFactory factory) throws InvalidKeySpecException;
    }

    private static PublicKey make(KeyFamily family, Making making) {
        try {
            return making.with(KeyFactory.getInstance(family.jcaName()));
        } catch (InvalidKeySpecException e) {
            throw new IllegalArgumentException("these numbers make no " + family + " key", e);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this Java has no " + family + " keys", e);
        }
    }
}
