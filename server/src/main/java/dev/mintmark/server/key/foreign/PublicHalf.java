package dev.mintmark.server.key.foreign;

import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.ASN1OctetString;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.pkcs.PrivateKeyInfo;
import org.bouncycastle.asn1.pkcs.RSAPrivateKey;
import org.bouncycastle.asn1.pkcs.RSAPublicKey;
import org.bouncycastle.asn1.sec.ECPrivateKey;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.asn1.x9.ECNamedCurveTable;
import org.bouncycastle.crypto.params.Ed25519PrivateKeyParameters;
import org.bouncycastle.math.ec.FixedPointCombMultiplier;

import java.io.IOException;

/// The public half of a private key: in it for RSA, and computed from it for the others, as not all
/// who write private keys write the public half beside it.
final class PublicHalf {
    private PublicHalf() {}

    static SubjectPublicKeyInfo of(PrivateKeyInfo info) throws Unfit {
        var family = info.getPrivateKeyAlgorithm().getAlgorithm();
        try {
            if (family.equals(PKCSObjectIdentifiers.rsaEncryption)) {
                var rsa = RSAPrivateKey.getInstance(info.parsePrivateKey());
                return new SubjectPublicKeyInfo(
                        info.getPrivateKeyAlgorithm(),
                        new RSAPublicKey(rsa.getModulus(), rsa.getPublicExponent()));
            }
            if (family.equals(DerKey.ED25519)) {
                var seed = ASN1OctetString.getInstance(info.parsePrivateKey()).getOctets();
                return new SubjectPublicKeyInfo(
                        info.getPrivateKeyAlgorithm(),
                        new Ed25519PrivateKeyParameters(seed).generatePublicKey().getEncoded());
            }
            return ec(info);
        } catch (IOException | RuntimeException e) {
            throw DerKey.unreadable();
        }
    }

    private static SubjectPublicKeyInfo ec(PrivateKeyInfo info) throws IOException, Unfit {
        var curve =
                ECNamedCurveTable.getByOID(
                        ASN1ObjectIdentifier.getInstance(
                                info.getPrivateKeyAlgorithm().getParameters()));
        var number = ECPrivateKey.getInstance(info.parsePrivateKey()).getKey();
        if (number.signum() <= 0 || number.compareTo(curve.getN()) >= 0) {
            throw new Unfit("The private number of this EC key is out of range.");
        }
        var point = new FixedPointCombMultiplier().multiply(curve.getG(), number).normalize();
        return new SubjectPublicKeyInfo(info.getPrivateKeyAlgorithm(), point.getEncoded(false));
    }
}
