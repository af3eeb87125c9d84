package dev.mintmark.verifier.jose;

import dev.mintmark.verifier.json.JsonWriter;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.PublicKey;

/// The SHA-256 thumbprint of a public key (RFC 7638): the same for every spelling of its JWK, and
/// therefore a good `kid`.
public final class Thumbprint {

    private Thumbprint() {}

    public static String of(PublicKey key, Algorithm algorithm) {
        var json = new JsonWriter().beginObject();
        // Required members only, ordered by name, without space: that is the definition.
        PublicJwk.keyMembers(key, algorithm).forEach(json::field);
        return Base64Url.encode(sha256(json.endObject().toBytes()));
    }

    private static byte[] sha256(byte[] bytes) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(bytes);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
