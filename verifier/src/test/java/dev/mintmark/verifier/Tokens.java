package dev.mintmark.verifier;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import dev.mintmark.verifier.jose.Algorithm;
import dev.mintmark.verifier.jose.Base64Url;
import dev.mintmark.verifier.jose.SigningEngine;
import dev.mintmark.verifier.jose.TestKeys;

import java.net.URI;
import java.time.Instant;
import java.time.InstantSource;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

/// Makes tokens, good and bad. Values are JSON texts, so that nothing is too broken to be said.
public final class Tokens {

    public static final URI ISSUER = URI.create("https://id.example.com");
    public static final String AUDIENCE = "orders-api";
    public static final Instant NOW = Instant.parse("2026-11-23T12:00:00Z");
    public static final InstantSource CLOCK = InstantSource.fixed(NOW);

    private static final Map<Algorithm, SigningEngine> ENGINES = new EnumMap<>(Algorithm.class);

    private final Algorithm algorithm;
    private final Map<String, String> header = new LinkedHashMap<>();
    private final Map<String, String> claims = new LinkedHashMap<>();

    private Tokens(Algorithm algorithm) {
        this.algorithm = algorithm;
        header.put("alg", quoted(algorithm.wireName()));
        header.put("kid", quoted(algorithm.wireName() + "-key"));
        header.put("typ", quoted("at+jwt"));
        claims.put("iss", quoted(ISSUER.toString()));
        claims.put("sub", quoted("alice"));
        claims.put("aud", quoted(AUDIENCE));
        claims.put("client_id", quoted("web"));
        claims.put("jti", quoted("token-1"));
        claims.put("iat", Long.toString(NOW.getEpochSecond()));
        claims.put("exp", Long.toString(NOW.getEpochSecond() + 600));
    }

    public static Tokens aToken() {
        return new Tokens(Algorithm.ES256);
    }

    public static Tokens aToken(Algorithm algorithm) {
        return new Tokens(algorithm);
    }

    /// One that takes what [#aToken()] makes.
    public static Verifier aVerifier() {
        return aVerifier(KeySource.of(TestKeys.key(Algorithm.ES256)));
    }

    public static Verifier aVerifier(KeySource keys) {
        return Verifier.forIssuer(ISSUER, AUDIENCE, keys).withClock(CLOCK);
    }

    public Tokens header(String name, String json) {
        header.put(name, json);
        return this;
    }

    public Tokens withoutHeader(String name) {
        header.remove(name);
        return this;
    }

    public Tokens claim(String name, String json) {
        claims.put(name, json);
        return this;
    }

    public Tokens without(String claim) {
        claims.remove(claim);
        return this;
    }

    public String sign() {
        return sign(object(header), object(claims));
    }

    String signWithHeader(String headerJson) {
        return sign(headerJson, object(claims));
    }

    String signWithPayload(String payloadJson) {
        return sign(object(header), payloadJson);
    }

    String signWithPayload(byte[] payload) {
        return signSegments(segment(object(header)), Base64Url.encode(payload));
    }

    /// Signs two segments as they are, canonical or not.
    String signSegments(String headerSegment, String payloadSegment) {
        String input = headerSegment + "." + payloadSegment;
        return input + "." + Base64Url.encode(engine(algorithm).sign(input.getBytes(US_ASCII)));
    }

    String headerSegment() {
        return segment(object(header));
    }

    String payloadSegment() {
        return segment(object(claims));
    }

    private String sign(String headerJson, String payloadJson) {
        return signSegments(segment(headerJson), segment(payloadJson));
    }

    public static String segment(String json) {
        return Base64Url.encode(json.getBytes(UTF_8));
    }

    public static String quoted(String text) {
        return '"' + text + '"';
    }

    private static String object(Map<String, String> members) {
        return members.entrySet().stream()
                .map(member -> quoted(member.getKey()) + ":" + member.getValue())
                .collect(Collectors.joining(",", "{", "}"));
    }

    private static synchronized SigningEngine engine(Algorithm algorithm) {
        return ENGINES.computeIfAbsent(
                algorithm,
                each ->
                        SigningEngine.of(
                                TestKeys.pair(each).getPrivate(), each, TestKeys.signing(each)));
    }
}
