package dev.mintmark.server.key.foreign;

import dev.mintmark.verifier.jose.Algorithm;

import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.DERNull;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.pkcs.PrivateKeyInfo;
import org.bouncycastle.asn1.pkcs.RSAPrivateKey;
import org.bouncycastle.asn1.pkcs.RSAPublicKey;
import org.bouncycastle.asn1.sec.ECPrivateKey;
import org.bouncycastle.asn1.sec.SECObjectIdentifiers;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x509.Certificate;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.asn1.x9.X9ObjectIdentifiers;

import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.Optional;

/// Keys as DER. Whatever they are written in is brought to PKCS#8 (RFC 5958) and
/// SubjectPublicKeyInfo (RFC 5280), which the platform reads.
final class DerKey {
    /// RFC 8410 section 3.
    static final ASN1ObjectIdentifier ED25519 = new ASN1ObjectIdentifier("1.3.101.112");

    private DerKey() {}

    static ForeignKey pkcs8(byte[] der, Optional<Algorithm> rsaAlgorithm) throws Unfit {
        return pair(read(der, PrivateKeyInfo::getInstance), rsaAlgorithm);
    }

    /// RFC 8017, appendix A.1.2: what `openssl genrsa -traditional` writes.
    static ForeignKey pkcs1(byte[] der, Optional<Algorithm> rsaAlgorithm) throws Unfit {
        var rsa = read(der, RSAPrivateKey::getInstance);
        RsaStrength.require(rsa.getModulus(), rsa.getPublicExponent());
        return pair(wrapped(rsaIdentifier(), rsa), rsaAlgorithm);
    }

    /// RFC 5915: what `openssl ecparam -genkey` writes.
    static ForeignKey sec1(byte[] der) throws Unfit {
        var ec = read(der, ECPrivateKey::getInstance);
        if (!(ec.getParametersObject() instanceof ASN1ObjectIdentifier curve)) {
            throw new Unfit("This EC key does not name its curve.");
        }
        var identifier = new AlgorithmIdentifier(X9ObjectIdentifiers.id_ecPublicKey, curve);
        return pair(wrapped(identifier, ec), Optional.empty());
    }

    static ForeignKey publicKey(byte[] der, Optional<Algorithm> rsaAlgorithm) throws Unfit {
        return publicOnly(read(der, SubjectPublicKeyInfo::getInstance), rsaAlgorithm);
    }

    static ForeignKey pkcs1Public(byte[] der, Optional<Algorithm> rsaAlgorithm) throws Unfit {
        var rsa = read(der, RSAPublicKey::getInstance);
        try {
            return publicOnly(new SubjectPublicKeyInfo(rsaIdentifier(), rsa), rsaAlgorithm);
        } catch (IOException e) {
            throw unreadable();
        }
    }

    /// Only its key counts; who vouches for it, and until when, does not.
    static ForeignKey certificate(byte[] der, Optional<Algorithm> rsaAlgorithm) throws Unfit {
        return publicOnly(
                read(der, Certificate::getInstance).getSubjectPublicKeyInfo(), rsaAlgorithm);
    }

    private static ForeignKey pair(PrivateKeyInfo info, Optional<Algorithm> rsaAlgorithm)
            throws Unfit {
        var algorithm = algorithm(info.getPrivateKeyAlgorithm(), rsaAlgorithm);
        var publicInfo = PublicHalf.of(info);
        var publicKey = publicKey(publicInfo, algorithm);
        return Fitness.check(
                Optional.empty(), algorithm, publicKey, Optional.of(privateKey(info, algorithm)));
    }

    private static ForeignKey publicOnly(
            SubjectPublicKeyInfo info, Optional<Algorithm> rsaAlgorithm) throws Unfit {
        var algorithm = algorithm(info.getAlgorithm(), rsaAlgorithm);
        return Fitness.check(
                Optional.empty(), algorithm, publicKey(info, algorithm), Optional.empty());
    }

    /// What a key is for. Only RSA keys leave a choice.
    private static Algorithm algorithm(
            AlgorithmIdentifier identifier, Optional<Algorithm> rsaAlgorithm) throws Unfit {
        var family = identifier.getAlgorithm();
        if (family.equals(PKCSObjectIdentifiers.rsaEncryption)) {
            return rsaAlgorithm.orElse(Algorithm.RS256);
        }
        if (family.equals(ED25519)) {
            return Algorithm.ED25519;
        }
        if (family.equals(X9ObjectIdentifiers.id_ecPublicKey)) {
            if (SECObjectIdentifiers.secp256r1.equals(identifier.getParameters())) {
                return Algorithm.ES256;
            }
            if (SECObjectIdentifiers.secp384r1.equals(identifier.getParameters())) {
                return Algorithm.ES384;
            }
            throw new Unfit("This EC key is on a curve other than P-256 and P-384.");
        }
        throw new Unfit("This key is of a kind other than RSA, EC and Ed25519.");
    }

    private static PublicKey publicKey(SubjectPublicKeyInfo info, Algorithm algorithm)
            throws Unfit {
        try {
            if (info.getAlgorithm().getAlgorithm().equals(PKCSObjectIdentifiers.rsaEncryption)) {
                // Before the platform, which refuses weak numbers without saying why.
                var rsa = RSAPublicKey.getInstance(info.parsePublicKey());
                RsaStrength.require(rsa.getModulus(), rsa.getPublicExponent());
            }
            return factory(algorithm).generatePublic(new X509EncodedKeySpec(info.getEncoded()));
        } catch (IOException | GeneralSecurityException | IllegalArgumentException e) {
            throw unreadable();
        }
    }

    private static PrivateKey privateKey(PrivateKeyInfo info, Algorithm algorithm) throws Unfit {
        try {
            return factory(algorithm).generatePrivate(new PKCS8EncodedKeySpec(info.getEncoded()));
        } catch (IOException | GeneralSecurityException e) {
            throw unreadable();
        }
    }

    private static KeyFactory factory(Algorithm algorithm) throws GeneralSecurityException {
        return KeyFactory.getInstance(
                switch (algorithm) {
                    case ES256, ES384, ES512 -> "EC";
                    case ED25519 -> "Ed25519";
                    case RS256, RS384, RS512, PS256, PS384, PS512 -> "RSA";
                    case ML_DSA_44, ML_DSA_65, ML_DSA_87, HS256, HS384, HS512 ->
                            throw new IllegalArgumentException("no DER is read as such a key");
                });
    }

    private static AlgorithmIdentifier rsaIdentifier() {
        return new AlgorithmIdentifier(PKCSObjectIdentifiers.rsaEncryption, DERNull.INSTANCE);
    }

    private static PrivateKeyInfo wrapped(AlgorithmIdentifier identifier, ASN1Encodable key)
            throws Unfit {
        try {
            return new PrivateKeyInfo(identifier, key);
        } catch (IOException e) {
            throw unreadable();
        }
    }

    private interface Reading<T> {
        T of(Object der);
    }

    /// Bouncy Castle says in many ways that DER is not what it should be.
    private static <T> T read(byte[] der, Reading<T> reading) throws Unfit {
        try {
            return reading.of(der);
        } catch (RuntimeException e) {
            throw unreadable();
        }
    }

    static Unfit unreadable() {
        return new Unfit("This key cannot be read: its contents are damaged.");
    }
}
