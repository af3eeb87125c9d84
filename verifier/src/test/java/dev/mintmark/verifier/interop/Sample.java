package dev.mintmark.verifier.interop;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.mintmark.verifier.KeySource;
import dev.mintmark.verifier.Verifier;
import dev.mintmark.verifier.jose.Algorithm;
import dev.mintmark.verifier.jose.Base64Url;
import dev.mintmark.verifier.jose.SignatureProvider;
import dev.mintmark.verifier.jose.SigningEngine;
import dev.mintmark.verifier.jose.TestKeys;
import dev.mintmark.verifier.jose.VerificationKey;
import dev.mintmark.verifier.json.JsonWriter;

import java.net.URI;
import java.security.Key;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.InstantSource;
import java.util.EnumSet;

import javax.crypto.spec.SecretKeySpec;

/// The token that all sides make and read, and their keys.
final class Sample {

    static final URI ISSUER = URI.create("https://id.example.com");
    static final String AUDIENCE = "orders-api";
    static final String SUBJECT = "alice";
    static final String CLIENT = "web";
    static final String ID = "token-1";
    static final String SCOPE = "read write";

    static final Instant NOW = Instant.parse("2026-11-23T12:00:00Z");

    static final Instant EXPIRY = NOW.plusSeconds(600);

    private static final byte[] SECRET = secretBytes();

    private Sample() {}

    static Key signingKey(Algorithm algorithm) {
        return algorithm.isSymmetric() ? secret(algorithm) : TestKeys.pair(algorithm).getPrivate();
    }

    static Key verifyingKey(Algorithm algorithm) {
        return algorithm.isSymmetric() ? secret(algorithm) : TestKeys.pair(algorithm).getPublic();
    }

    private static Key secret(Algorithm algorithm) {
        return new SecretKeySpec(SECRET, "HmacSHA" + algorithm.wireName().substring(2));
    }

    static String kid(Algorithm algorithm) {
        return algorithm.wireName() + "-key";
    }

    static Verifier verifier(Algorithm algorithm, SignatureProvider provider) {
        VerificationKey key =
                verifyingKey(algorithm) instanceof PublicKey published
                        ? VerificationKey.of(kid(algorithm), algorithm, published)
                        : VerificationKey.ofSharedSecret(kid(algorithm), algorithm, SECRET);
        return Verifier.forIssuer(ISSUER, AUDIENCE, KeySource.of(key.on(provider)))
                .withAlgorithms(EnumSet.of(algorithm))
                .withClock(InstantSource.fixed(NOW));
    }

    /// As the authority mints it: the same engine, the same order of members.
    ///
    /// @param alg what the header says
    static String minted(Algorithm algorithm, String alg, SignatureProvider provider) {
        return minted(algorithm, alg, provider, signingKey(algorithm));
    }

    static String minted(Algorithm algorithm, String alg, SignatureProvider provider, Key key) {
        String header =
                new JsonWriter()
                        .beginObject()
                        .field("alg", alg)
                        .field("typ", "at+jwt")
                        .field("kid", kid(algorithm))
                        .endObject()
                        .toString();
        String claims =
                new JsonWriter()
                        .beginObject()
                        .field("iss", ISSUER.toString())
                        .field("sub", SUBJECT)
                        .field("aud", AUDIENCE)
                        .field("client_id", CLIENT)
                        .field("iat", NOW.getEpochSecond())
                        .field("exp", EXPIRY.getEpochSecond())
                        .field("jti", ID)
                        .field("scope", SCOPE)
                        .endObject()
                        .toString();
        String input = encoded(header) + '.' + encoded(claims);
        var engine =
                algorithm.isSymmetric()
                        ? SigningEngine.ofSharedSecret(SECRET, algorithm, provider)
                        : SigningEngine.of((PrivateKey) key, algorithm, provider);
        return input + '.' + Base64Url.encode(engine.sign(input.getBytes(US_ASCII)));
    }

    private static byte[] secretBytes() {
        var bytes = new byte[64];
        new SecureRandom().nextBytes(bytes);
        return bytes;
    }

    private static String encoded(String text) {
        return Base64Url.encode(text.getBytes(US_ASCII));
    }
}
