package dev.mintmark.verifier.interop;

import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSSigner;
import com.nimbusds.jose.JWSVerifier;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.crypto.ECDSAVerifier;
import com.nimbusds.jose.crypto.Ed25519Signer;
import com.nimbusds.jose.crypto.Ed25519Verifier;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.crypto.MACVerifier;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.crypto.RSASSAVerifier;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.OctetKeyPair;
import com.nimbusds.jose.util.Base64URL;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;

import dev.mintmark.verifier.jose.Algorithm;
import dev.mintmark.verifier.jose.TestKeys;

import java.security.Key;
import java.security.PrivateKey;
import java.security.interfaces.ECPrivateKey;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.EdECPrivateKey;
import java.security.interfaces.RSAPublicKey;
import java.util.Arrays;
import java.util.Date;

import javax.crypto.SecretKey;

final class NimbusLibrary implements Library {

    private static final int ED25519_BYTES = 32;

    @Override
    public String name(Algorithm algorithm) {
        return algorithm.wireName();
    }

    @Override
    public String sign(Algorithm algorithm, String kid, Key key) throws Exception {
        var claims =
                new JWTClaimsSet.Builder()
                        .issuer(Sample.ISSUER.toString())
                        .subject(Sample.SUBJECT)
                        .audience(Sample.AUDIENCE)
                        .claim("client_id", Sample.CLIENT)
                        .jwtID(Sample.ID)
                        .claim("scope", Sample.SCOPE)
                        .issueTime(Date.from(Sample.NOW))
                        .expirationTime(Date.from(Sample.EXPIRY))
                        .build();
        var header =
                new JWSHeader.Builder(JWSAlgorithm.parse(name(algorithm)))
                        .type(new JOSEObjectType("at+jwt"))
                        .keyID(kid)
                        .build();
        var token = new SignedJWT(header, claims);
        token.sign(signer(algorithm, key));
        return token.serialize();
    }

    @Override
    public String subject(String token, Algorithm algorithm, Key key) throws Exception {
        var parsed = SignedJWT.parse(token);
        if (!parsed.verify(verifier(algorithm, key))) {
            throw new IllegalStateException("the signature does not fit");
        }
        return parsed.getJWTClaimsSet().getSubject();
    }

    private static JWSSigner signer(Algorithm algorithm, Key key) throws Exception {
        return switch (algorithm.family()) {
            case RSA -> new RSASSASigner((PrivateKey) key);
            case EC -> new ECDSASigner((ECPrivateKey) key);
            case SECRET -> new MACSigner((SecretKey) key);
            default -> new Ed25519Signer(octets(key));
        };
    }

    private static JWSVerifier verifier(Algorithm algorithm, Key key) throws Exception {
        return switch (algorithm.family()) {
            case RSA -> new RSASSAVerifier((RSAPublicKey) key);
            case EC -> new ECDSAVerifier((ECPublicKey) key);
            case SECRET -> new MACVerifier((SecretKey) key);
            default -> new Ed25519Verifier(octets(null).toPublicJWK());
        };
    }

    /// It knows such keys as JWKs only.
    private static OctetKeyPair octets(Key key) {
        byte[] der = TestKeys.pair(Algorithm.ED25519).getPublic().getEncoded();
        byte[] x = Arrays.copyOfRange(der, der.length - ED25519_BYTES, der.length);
        var jwk = new OctetKeyPair.Builder(Curve.Ed25519, Base64URL.encode(x));
        if (key instanceof EdECPrivateKey secret) {
            jwk.d(Base64URL.encode(secret.getBytes().orElseThrow()));
        }
        return jwk.build();
    }
}
