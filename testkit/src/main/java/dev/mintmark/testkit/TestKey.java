package dev.mintmark.testkit;

import dev.mintmark.verifier.jose.Algorithm;
import dev.mintmark.verifier.jose.PublicJwk;
import dev.mintmark.verifier.jose.SignatureProvider;
import dev.mintmark.verifier.jose.SigningEngine;
import dev.mintmark.verifier.jose.Thumbprint;
import dev.mintmark.verifier.jose.VerificationKey;
import dev.mintmark.verifier.json.JsonLimits;
import dev.mintmark.verifier.json.JsonObject;
import dev.mintmark.verifier.json.JsonReader;
import dev.mintmark.verifier.json.JsonWriter;
import dev.mintmark.verifier.json.MalformedJson;

import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.spec.ECGenParameterSpec;
import java.util.Optional;
import java.util.UUID;

/// A key made for one test: both halves, bound to one algorithm.
public final class TestKey {

    private static final int RSA_BITS = 2048;

    /// As many as the longest hash has, which is enough for each.
    private static final int SECRET_BYTES = 64;

    private final String kid;
    private final SigningEngine engine;
    private final VerificationKey verificationKey;

    private TestKey(String kid, SigningEngine engine, VerificationKey verificationKey) {
        this.kid = kid;
        this.engine = engine;
        this.verificationKey = verificationKey;
    }

    /// A fresh key. For HS256 and its like it is a secret, which no issuer publishes: hand
    /// [#verificationKey()] to the verifier.
    public static TestKey generate(Algorithm algorithm) {
        if (algorithm.isSymmetric()) {
            var secret = new byte[SECRET_BYTES];
            new SecureRandom().nextBytes(secret);
            String kid = UUID.randomUUID().toString();
            return new TestKey(
                    kid,
                    SigningEngine.ofSharedSecret(secret, algorithm, SignatureProvider.jdk()),
                    VerificationKey.ofSharedSecret(kid, algorithm, secret));
        }
        KeyPair pair = pair(algorithm);
        return of(Thumbprint.of(pair.getPublic(), algorithm), algorithm, pair);
    }

    /// A key pair of the caller's.
    public static TestKey of(String kid, Algorithm algorithm, KeyPair pair) {
        return new TestKey(
                kid,
                SigningEngine.of(pair.getPrivate(), algorithm, SignatureProvider.jdk()),
                VerificationKey.of(kid, algorithm, pair.getPublic()));
    }

    public String kid() {
        return kid;
    }

    public Algorithm algorithm() {
        return engine.algorithm();
    }

    /// What a verifier needs of it.
    public VerificationKey verificationKey() {
        return verificationKey;
    }

    /// Empty for a secret.
    public Optional<PublicKey> publicKey() {
        return verificationKey.publicKey();
    }

    /// Its public half as JSON (RFC 7517).
    JsonObject jwk() {
        var json = new JsonWriter();
        PublicJwk.write(json, null, algorithm(), publicKey().orElseThrow());
        try {
            return (JsonObject) JsonReader.read(json.toBytes(), JsonLimits.DOCUMENT);
        } catch (MalformedJson e) {
            throw new IllegalStateException("written by ourselves a moment ago", e);
        }
    }

    /// The signature in the form JWS carries it (RFC 7518 §3).
    public byte[] sign(byte[] signingInput) {
        return engine.sign(signingInput);
    }

    @Override
    public String toString() {
        return "TestKey[" + algorithm().wireName() + "]";
    }

    private static KeyPair pair(Algorithm algorithm) {
        try {
            return generator(algorithm).generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(
                    "this Java makes no keys for " + algorithm.wireName(), e);
        }
    }

    private static KeyPairGenerator generator(Algorithm algorithm) throws GeneralSecurityException {
        switch (algorithm.family()) {
            case RSA -> {
                var generator = KeyPairGenerator.getInstance("RSA");
                generator.initialize(RSA_BITS);
                return generator;
            }
            case EC -> {
                var generator = KeyPairGenerator.getInstance("EC");
                generator.initialize(new ECGenParameterSpec(curve(algorithm)));
                return generator;
            }
            default -> {
                return KeyPairGenerator.getInstance(algorithm.wireName());
            }
        }
    }

    private static String curve(Algorithm algorithm) {
        return switch (algorithm.wireName()) {
            case "ES256" -> "secp256r1";
            case "ES384" -> "secp384r1";
            default -> "secp521r1";
        };
    }
}
