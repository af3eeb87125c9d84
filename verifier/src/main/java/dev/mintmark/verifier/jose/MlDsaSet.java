package dev.mintmark.verifier.jose;

import org.jspecify.annotations.Nullable;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.HexFormat;

/// The three parameter sets of FIPS 204. Java calls all their keys `ML-DSA`; which set a key is of
/// says its encoding alone.
enum MlDsaSet {
    ML_DSA_44("ML-DSA-44", "11", 1312, 2420),
    ML_DSA_65("ML-DSA-65", "12", 1952, 3309),
    ML_DSA_87("ML-DSA-87", "13", 2592, 4627);

    private final String jcaName;
    private final int publicBytes;
    private final int signatureBytes;

    /// What a SubjectPublicKeyInfo begins with: lengths, the set's object identifier
    /// (2.16.840.1.101.3.4.3.17 to 19), and the start of the bit string (RFC 9881 §4).
    @SuppressWarnings("ImmutableEnumChecker") // never leaves this class
    private final byte[] prefix;

    MlDsaSet(String jcaName, String lastArc, int publicBytes, int signatureBytes) {
        this.jcaName = jcaName;
        this.publicBytes = publicBytes;
        this.signatureBytes = signatureBytes;
        this.prefix =
                HexFormat.of()
                        .parseHex(
                                "3082%04x300b06096086480165030403%s0382%04x00"
                                        .formatted(publicBytes + 18, lastArc, publicBytes + 1));
    }

    /// The name that a `KeyPairGenerator` knows the set by.
    String jcaName() {
        return jcaName;
    }

    int publicBytes() {
        return publicBytes;
    }

    int signatureBytes() {
        return signatureBytes;
    }

    /// As a SubjectPublicKeyInfo.
    byte[] encode(byte[] publicKey) {
        return ByteBuffer.allocate(prefix.length + publicBytes).put(prefix).put(publicKey).array();
    }

    /// The key out of a SubjectPublicKeyInfo; null when that is of another set or of no key of the
    /// kind.
    byte @Nullable [] decode(byte[] der) {
        return der.length == prefix.length + publicBytes
                        && Arrays.equals(prefix, Arrays.copyOf(der, prefix.length))
                ? Arrays.copyOfRange(der, prefix.length, der.length)
                : null;
    }
}
