package dev.mintmark.verifier.vectors;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.mintmark.verifier.jose.Base64Url;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/// A token to be signed. Values are JSON texts; whole segments can be put in place of them.
final class TokenDraft {

    static final long NOW = 1_800_000_000L;

    private final KeyRing ring;
    private final Map<String, String> header = new LinkedHashMap<>();
    private final Map<String, String> claims = new LinkedHashMap<>();
    private String alg;
    private TestKey key;
    private byte[] headerBytes;
    private byte[] payloadBytes;
    private String headerSegment;
    private String payloadSegment;

    TokenDraft(KeyRing ring, String alg) {
        this.ring = ring;
        signedAs(alg);
        header.put("alg", Json.quoted(alg));
        header.put("kid", Json.quoted(alg.toLowerCase(Locale.ROOT)));
        header.put("typ", "\"at+jwt\"");
        claims.put("iss", "\"https://id.example.com\"");
        claims.put("sub", "\"alice\"");
        claims.put("aud", "\"orders-api\"");
        claims.put("client_id", "\"web\"");
        claims.put("jti", "\"token-1\"");
        claims.put("iat", Long.toString(NOW));
        claims.put("exp", Long.toString(NOW + 600));
    }

    /// The algorithm that really signs, whatever the header says.
    TokenDraft signedAs(String actual) {
        alg = actual;
        key = ring.forAlgorithm(actual);
        return this;
    }

    TokenDraft signedBy(TestKey other) {
        key = other;
        return this;
    }

    TokenDraft signedBy(String other) {
        return signedBy(ring.named(other));
    }

    TokenDraft header(String name, String json) {
        header.put(name, json);
        return this;
    }

    TokenDraft withoutHeader(String name) {
        header.remove(name);
        return this;
    }

    TokenDraft claim(String name, String json) {
        claims.put(name, json);
        return this;
    }

    TokenDraft claim(String name, long number) {
        return claim(name, Long.toString(number));
    }

    TokenDraft without(String claim) {
        claims.remove(claim);
        return this;
    }

    TokenDraft headerText(String json) {
        return headerBytes(json.getBytes(UTF_8));
    }

    TokenDraft headerBytes(byte[] bytes) {
        headerBytes = bytes;
        return this;
    }

    TokenDraft payloadText(String json) {
        return payloadBytes(json.getBytes(UTF_8));
    }

    TokenDraft payloadBytes(byte[] bytes) {
        payloadBytes = bytes;
        return this;
    }

    /// As they are, canonical or not.
    TokenDraft segments(String headerSegment, String payloadSegment) {
        this.headerSegment = headerSegment;
        this.payloadSegment = payloadSegment;
        return this;
    }

    Map<String, String> claims() {
        return claims;
    }

    String claimsText() {
        return Json.object(claims);
    }

    String headerText() {
        return Json.object(header);
    }

    String headerSegment() {
        if (headerSegment != null) {
            return headerSegment;
        }
        return Base64Url.encode(headerBytes != null ? headerBytes : headerText().getBytes(UTF_8));
    }

    String payloadSegment() {
        if (payloadSegment != null) {
            return payloadSegment;
        }
        return Base64Url.encode(payloadBytes != null ? payloadBytes : claimsText().getBytes(UTF_8));
    }

    String signingInput() {
        return headerSegment() + "." + payloadSegment();
    }

    byte[] signature(String seed) {
        return Signing.sign(alg, key, signingInput().getBytes(UTF_8), seed);
    }

    String sign(String seed) {
        return with(signature(seed));
    }

    String with(byte[] signature) {
        return signingInput() + "." + Base64Url.encode(signature);
    }
}
