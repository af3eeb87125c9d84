package dev.mintmark.server.key.hsm;

import dev.mintmark.server.id.KeyId;

import org.bouncycastle.asn1.ASN1Encoding;
import org.bouncycastle.asn1.ASN1GeneralizedTime;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.DERBitString;
import org.bouncycastle.asn1.DERNull;
import org.bouncycastle.asn1.DERSequence;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.asn1.x509.Time;
import org.bouncycastle.asn1.x509.V3TBSCertificateGenerator;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.Provider;
import java.security.Signature;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Date;
import java.util.Locale;

/// The certificate that lies beside a private key so that Java finds it again (RFC 5280).
final class SelfSigned {
    /// What RFC 5280 section 4.1.2.5 says for "no end".
    private static final String NO_END = "99991231235959Z";

    private static final ASN1ObjectIdentifier RSA =
            new ASN1ObjectIdentifier("1.2.840.113549.1.1.11");
    private static final ASN1ObjectIdentifier ECDSA =
            new ASN1ObjectIdentifier("1.2.840.10045.4.3.2");

    private SelfSigned() {}

    static X509Certificate certificate(KeyId kid, KeyPair pair, Provider provider, Instant now)
            throws GeneralSecurityException, IOException {
        boolean isRsa = pair.getPublic().getAlgorithm().equals("RSA");
        var algorithm =
                isRsa
                        ? new AlgorithmIdentifier(RSA, DERNull.INSTANCE)
                        : new AlgorithmIdentifier(ECDSA);
        var name = new X500Name("CN=" + kid.value());
        var content = new V3TBSCertificateGenerator();
        content.setSerialNumber(new ASN1Integer(1));
        content.setSignature(algorithm);
        content.setIssuer(name);
        content.setSubject(name);
        content.setStartDate(new Time(Date.from(now), Locale.ROOT));
        content.setEndDate(new Time(new ASN1GeneralizedTime(NO_END)));
        content.setSubjectPublicKeyInfo(
                SubjectPublicKeyInfo.getInstance(pair.getPublic().getEncoded()));
        var signed = content.generateTBSCertificate();
        var signature =
                Signature.getInstance(isRsa ? "SHA256withRSA" : "SHA256withECDSA", provider);
        signature.initSign(pair.getPrivate());
        signature.update(signed.getEncoded(ASN1Encoding.DER));
        byte[] der =
                new DERSequence(
                                new org.bouncycastle.asn1.ASN1Encodable[] {
                                    signed, algorithm, new DERBitString(signature.sign())
                                })
                        .getEncoded(ASN1Encoding.DER);
        return (X509Certificate)
                CertificateFactory.getInstance("X.509")
                        .generateCertificate(new ByteArrayInputStream(der));
    }
}
