package dev.mintmark.adapter.conformance;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.mintmark.testkit.TestKey;
import dev.mintmark.verifier.jose.Algorithm;
import dev.mintmark.verifier.jose.Base64Url;
import dev.mintmark.verifier.jose.PublicJwk;
import dev.mintmark.verifier.json.JsonLimits;
import dev.mintmark.verifier.json.JsonObject;
import dev.mintmark.verifier.json.JsonReader;
import dev.mintmark.verifier.json.JsonValue;
import dev.mintmark.verifier.json.JsonWriter;
import dev.mintmark.verifier.json.MalformedJson;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/// A proof of possession (RFC 9449 §4.2) as a client makes it.
///
/// @param address what the client took for the address of the request
record ProofDraft(TestKey key, String method, String address, Instant now, Optional<String> nonce) {

    private static final Set<String> NOT_IN_PROOFS = Set.of("kid", "alg", "use");

    static ProofDraft of(TestKey key, String address, Instant now) {
        return new ProofDraft(key, "GET", address, now, Optional.empty());
    }

    ProofDraft withNonce(String given) {
        return new ProofDraft(key, method, address, now, Optional.of(given));
    }

    String forToken(String token) {
        var header =
                new JsonWriter()
                        .beginObject()
                        .field("typ", "dpop+jwt")
                        .field("alg", key.algorithm().wireName())
                        .field("jwk", jwk())
                        .endObject();
        var claims =
                new JsonWriter()
                        .beginObject()
                        .field("jti", UUID.randomUUID().toString())
                        .field("htm", method)
                        .field("htu", address)
                        .field("iat", now.getEpochSecond())
                        .field("ath", hash(token));
        nonce.ifPresent(given -> claims.field("nonce", given));
        String input =
                Base64Url.encode(header.toBytes())
                        + "."
                        + Base64Url.encode(claims.endObject().toBytes());
        return input + "." + Base64Url.encode(key.sign(input.getBytes(US_ASCII)));
    }

    private JsonObject jwk() {
        var json = new JsonWriter();
        Algorithm algorithm = key.algorithm();
        PublicJwk.write(json, null, algorithm, key.publicKey().orElseThrow());
        try {
            var all = (JsonObject) JsonReader.read(json.toBytes(), JsonLimits.DOCUMENT);
            Map<String, JsonValue> kept = new LinkedHashMap<>(all.members());
            kept.keySet().removeAll(NOT_IN_PROOFS);
            return new JsonObject(kept);
        } catch (MalformedJson e) {
            throw new IllegalStateException(e);
        }
    }

    private static String hash(String token) {
        try {
            var sha256 = MessageDigest.getInstance("SHA-256");
            return Base64Url.encode(sha256.digest(token.getBytes(US_ASCII)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
