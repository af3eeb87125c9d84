package dev.mintmark.server.key.foreign;

import dev.mintmark.verifier.jose.Base64Url;
import dev.mintmark.verifier.json.JsonObject;

import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.ECPrivateKeySpec;
import java.security.spec.EdECPrivateKeySpec;
import java.security.spec.NamedParameterSpec;
import java.security.spec.RSAPrivateCrtKeySpec;

/// The private members of a JWK (RFC 7518 section 6, RFC 8037).
final class PrivateJwk {
    private PrivateJwk() {}

    static PrivateKey read(JsonObject jwk, PublicKey publicKey) throws Unfit {
        try {
            return switch (publicKey) {
                case RSAPublicKey rsa -> rsa(jwk, rsa);
                case ECPublicKey ec ->
                        KeyFactory.getInstance("EC")
                                .generatePrivate(
                                        new ECPrivateKeySpec(number(jwk, "d"), ec.getParams()));
                default ->
                        KeyFactory.getInstance("Ed25519")
                                .generatePrivate(
                                        new EdECPrivateKeySpec(
                                                NamedParameterSpec.ED25519, bytes(text(jwk, "d"))));
            };
        } catch (GeneralSecurityException e) {
            throw DerKey.unreadable();
        }
    }

    private static PrivateKey rsa(JsonObject jwk, RSAPublicKey publicKey)
            throws GeneralSecurityException, Unfit {
        if (jwk.has("oth")) {
            throw new Unfit("An RSA key of more than two primes is not taken.");
        }
        return KeyFactory.getInstance("RSA")
                .generatePrivate(
                        new RSAPrivateCrtKeySpec(
                                publicKey.getModulus(),
                                publicKey.getPublicExponent(),
                                number(jwk, "d"),
                                number(jwk, "p"),
                                number(jwk, "q"),
                                number(jwk, "dp"),
                                number(jwk, "dq"),
                                number(jwk, "qi")));
    }

    private static String text(JsonObject jwk, String name) throws Unfit {
        var text = jwk.string(name);
        if (text.isEmpty()) {
            throw new Unfit("This private JWK lacks its member %s.".formatted(name));
        }
        return text.get();
    }

    private static BigInteger number(JsonObject jwk, String name) throws Unfit {
        return number(text(jwk, name));
    }

    static BigInteger number(String base64Url) throws Unfit {
        return new BigInteger(1, bytes(base64Url));
    }

    private static byte[] bytes(String base64Url) throws Unfit {
        byte[] bytes = Base64Url.decode(base64Url);
        if (bytes == null || bytes.length == 0) {
            throw new Unfit("A member of this JWK is not canonical base64url.");
        }
        return bytes;
    }
}
