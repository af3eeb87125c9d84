package dev.mintmark.testkit;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.mintmark.verifier.jose.Base64Url;
import dev.mintmark.verifier.json.JsonNumber;
import dev.mintmark.verifier.json.JsonObject;
import dev.mintmark.verifier.json.JsonString;
import dev.mintmark.verifier.json.JsonValue;
import dev.mintmark.verifier.json.JsonWriter;

import java.net.URI;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;

/// A proof of possession in the making, the value of a `DPoP` header. Good unless told otherwise.
///
/// One builder makes one proof: signing it twice gives the same proof again, as a thief would send
/// it. Not thread-safe.
public final class ProofBuilder {

    private final TestKey key;
    private final Map<String, JsonValue> header = new LinkedHashMap<>();
    private final Map<String, JsonValue> claims = new LinkedHashMap<>();

    ProofBuilder(TestKey key, Instant now, String method, URI address) {
        this.key = key;
        header("typ", new JsonString("dpop+jwt"));
        header("alg", new JsonString(key.algorithm().wireName()));
        header("jwk", key.jwk());
        claim("jti", UUID.randomUUID().toString());
        claim("htm", method);
        claim("htu", address.toString().split("[?#]", 2)[0]);
        issuedAt(now);
    }

    /// The token that goes with it (`ath`); a resource server asks for that, an authority does not.
    public ProofBuilder forToken(String token) {
        return claim("ath", digest(token));
    }

    /// What the server handed out in its header `DPoP-Nonce`.
    public ProofBuilder nonce(String nonce) {
        return claim("nonce", nonce);
    }

    public ProofBuilder issuedAt(Instant time) {
        return claim("iat", JsonNumber.of(time.getEpochSecond()));
    }

    public ProofBuilder claim(String name, String value) {
        return claim(name, new JsonString(value));
    }

    /// Any claim at all, to make a proof that must not pass.
    public ProofBuilder claim(String name, JsonValue value) {
        claims.put(name, value);
        return this;
    }

    public ProofBuilder without(String name) {
        claims.remove(name);
        return this;
    }

    public ProofBuilder header(String name, JsonValue value) {
        header.put(name, value);
        return this;
    }

    public String sign() {
        return TokenBuilder.sign(text(header), text(claims), key);
    }

    private static String text(Map<String, JsonValue> members) {
        return new JsonWriter().value(new JsonObject(members)).toString();
    }

    private static String digest(String token) {
        try {
            var sha256 = MessageDigest.getInstance("SHA-256");
            return Base64Url.encode(sha256.digest(token.getBytes(UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
