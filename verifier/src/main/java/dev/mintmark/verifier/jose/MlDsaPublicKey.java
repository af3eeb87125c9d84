package dev.mintmark.verifier.jose;

import java.security.PublicKey;
import java.util.Arrays;

/// A public key by its encoding, which every provider makes a key of its own of. The JDK cannot
/// before Java 24, while another provider may.
final class MlDsaPublicKey implements PublicKey {

    private static final long serialVersionUID = 1L;

    private final byte[] encoded;

    MlDsaPublicKey(byte[] subjectPublicKeyInfo) {
        this.encoded = subjectPublicKeyInfo.clone();
    }

    @Override
    public String getAlgorithm() {
        return "ML-DSA";
    }

    @Override
    public String getFormat() {
        return "X.509";
    }

    @Override
    public byte[] getEncoded() {
        return encoded.clone();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof MlDsaPublicKey key && Arrays.equals(encoded, key.encoded);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(encoded);
    }
}
