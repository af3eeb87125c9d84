package dev.mintmark.verifier.dpop;

import static dev.mintmark.verifier.Tokens.quoted;
import static dev.mintmark.verifier.Tokens.segment;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.mintmark.verifier.Tokens;
import dev.mintmark.verifier.jose.Algorithm;
import dev.mintmark.verifier.jose.Base64Url;
import dev.mintmark.verifier.jose.PublicJwk;
import dev.mintmark.verifier.jose.SignatureProvider;
import dev.mintmark.verifier.jose.SigningEngine;
import dev.mintmark.verifier.jose.TestKeys;
import dev.mintmark.verifier.jose.Thumbprint;
import dev.mintmark.verifier.json.JsonWriter;

import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.MessageDigest;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

/// Makes proofs, good and bad. Values are JSON texts.
final class Proofs {

    static final String METHOD = "GET";
    static final String ADDRESS = "https://api.example.com/orders/7";

    private final Algorithm algorithm;
    private final KeyPair pair;
    private final Map<String, String> header = new LinkedHashMap<>();
    private final Map<String, String> claims = new LinkedHashMap<>();

    private Proofs(Algorithm algorithm, KeyPair pair) {
        this.algorithm = algorithm;
        this.pair = pair;
        header.put("typ", quoted("dpop+jwt"));
        header.put("alg", quoted(algorithm.wireName()));
        header.put("jwk", jwk(algorithm, pair));
        claims.put("jti", quoted("-BwC3ESc6acc2lTc"));
        claims.put("htm", quoted(METHOD));
        claims.put("htu", quoted(ADDRESS));
        claims.put("iat", Long.toString(Tokens.NOW.getEpochSecond()));
    }

    /// By the key that [#boundToken] is bound to.
    static Proofs aProof() {
        return aProof(Algorithm.ES256);
    }

    static Proofs aProof(Algorithm algorithm) {
        return new Proofs(algorithm, TestKeys.pair(algorithm));
    }

    static Proofs aProof(Algorithm algorithm, KeyPair pair) {
        return new Proofs(algorithm, pair);
    }

    /// A good access token, bound to the key of [#aProof(Algorithm)].
    static String boundToken(Algorithm proofAlgorithm) {
        return Tokens.aToken().claim("cnf", "{\"jkt\":\"" + jkt(proofAlgorithm) + "\"}").sign();
    }

    static String boundToken() {
        return boundToken(Algorithm.ES256);
    }

    static String jkt(Algorithm algorithm) {
        return Thumbprint.of(TestKeys.pair(algorithm).getPublic(), algorithm);
    }

    /// With the members that make the key, and no others.
    static String jwk(Algorithm algorithm, KeyPair pair) {
        var json = new JsonWriter();
        PublicJwk.write(json, null, algorithm, pair.getPublic());
        return json.toString()
                .replace(",\"use\":\"sig\",\"alg\":\"" + algorithm.wireName() + "\"", "");
    }

    Proofs forToken(String token) {
        return claim("ath", quoted(ath(token)));
    }

    static String ath(String token) {
        try {
            return Base64Url.encode(
                    MessageDigest.getInstance("SHA-256").digest(token.getBytes(US_ASCII)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    Proofs header(String name, String json) {
        header.put(name, json);
        return this;
    }

    Proofs withoutHeader(String name) {
        header.remove(name);
        return this;
    }

    Proofs claim(String name, String json) {
        claims.put(name, json);
        return this;
    }

    Proofs without(String claim) {
        claims.remove(claim);
        return this;
    }

    Proofs id(int number) {
        return claim("jti", quoted("proof-of-possession-" + number));
    }

    String sign() {
        return signPayload(object(claims));
    }

    String signPayload(String json) {
        String input = segment(object(header)) + "." + segment(json);
        byte[] signature =
                SigningEngine.of(pair.getPrivate(), algorithm, SignatureProvider.fastest())
                        .sign(input.getBytes(US_ASCII));
        return input + "." + Base64Url.encode(signature);
    }

    private static String object(Map<String, String> members) {
        return members.entrySet().stream()
                .map(member -> quoted(member.getKey()) + ":" + member.getValue())
                .collect(Collectors.joining(",", "{", "}"));
    }
}
