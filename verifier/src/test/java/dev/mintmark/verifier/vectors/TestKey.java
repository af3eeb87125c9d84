package dev.mintmark.verifier.vectors;

import dev.mintmark.verifier.jose.Base64Url;
import dev.mintmark.verifier.json.JsonObject;

import java.math.BigInteger;
import java.security.AlgorithmParameters;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.ECParameterSpec;
import java.security.spec.ECPoint;
import java.security.spec.ECPrivateKeySpec;
import java.security.spec.ECPublicKeySpec;
import java.security.spec.EdECPrivateKeySpec;
import java.security.spec.NamedParameterSpec;
import java.security.spec.RSAPrivateKeySpec;
import java.security.spec.RSAPublicKeySpec;
import java.util.Map;

/// A published private key: good for making vectors and for nothing else.
record TestKey(JsonObject jwk) {

    String text(String member) {
        return jwk.string(member).orElseThrow();
    }

    byte[] bytes(String member) {
        return Base64Url.decode(text(member));
    }

    BigInteger number(String member) {
        return new BigInteger(1, bytes(member));
    }

    /// Its public half as an issuer publishes it.
    Jwk published(String kid, String alg) {
        var published = new Jwk().with("kty", Json.quoted(text("kty")));
        for (String member : new String[] {"crv", "x", "y", "n", "e", "pub"}) {
            if (jwk.has(member)) {
                published = published.with(member, Json.quoted(text(member)));
            }
        }
        return published
                .with("use", "\"sig\"")
                .with("alg", Json.quoted(alg))
                .with("kid", Json.quoted(kid));
    }

    PrivateKey privateKey() throws GeneralSecurityException {
        return switch (text("kty")) {
            case "RSA" ->
                    KeyFactory.getInstance("RSA")
                            .generatePrivate(new RSAPrivateKeySpec(number("n"), number("d")));
            case "EC" ->
                    KeyFactory.getInstance("EC")
                            .generatePrivate(new ECPrivateKeySpec(number("d"), curve()));
            case "OKP" ->
                    KeyFactory.getInstance("EdDSA")
                            .generatePrivate(
                                    new EdECPrivateKeySpec(
                                            new NamedParameterSpec(text("crv")), bytes("d")));
            case "AKP" -> mlDsaPair(text("alg"), bytes("priv")).getPrivate();
            default -> throw new IllegalStateException("has no private key");
        };
    }

    /// The JDK reads no seed, but makes a key of it when its generator is given nothing else to
    /// draw from.
    static KeyPair mlDsaPair(String alg, byte[] seed) throws GeneralSecurityException {
        var generator = KeyPairGenerator.getInstance(alg);
        generator.initialize(
                new NamedParameterSpec(alg),
                new SecureRandom() {
                    private static final long serialVersionUID = 1L;

                    @Override
                    public void nextBytes(byte[] bytes) {
                        System.arraycopy(seed, 0, bytes, 0, bytes.length);
                    }
                });
        return generator.generateKeyPair();
    }

    /// Of RSA and EC only, where its text forms are needed.
    PublicKey publicKey() throws GeneralSecurityException {
        return text("kty").equals("RSA")
                ? KeyFactory.getInstance("RSA")
                        .generatePublic(new RSAPublicKeySpec(number("n"), number("e")))
                : KeyFactory.getInstance("EC")
                        .generatePublic(
                                new ECPublicKeySpec(
                                        new ECPoint(number("x"), number("y")), curve()));
    }

    ECParameterSpec curve() throws GeneralSecurityException {
        var named = AlgorithmParameters.getInstance("EC");
        named.init(
                new ECGenParameterSpec(
                        Map.of("P-256", "secp256r1", "P-384", "secp384r1", "P-521", "secp521r1")
                                .get(text("crv"))));
        return named.getParameterSpec(ECParameterSpec.class);
    }
}
