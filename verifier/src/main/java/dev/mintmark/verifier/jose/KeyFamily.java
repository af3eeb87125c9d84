package dev.mintmark.verifier.jose;

/// What kind of key an algorithm works with. Families never mix: a public key can not become the
/// secret of an HMAC, whatever a token's header asks for.
public enum KeyFamily {
    RSA("RSA"),
    EC("EC"),
    ED25519("Ed25519"),
    ML_DSA("ML-DSA"),
    SECRET("HMAC");

    private final String jcaName;

    KeyFamily(String jcaName) {
        this.jcaName = jcaName;
    }

    /// The name a `KeyFactory` knows the family by.
    String jcaName() {
        return jcaName;
    }
}
