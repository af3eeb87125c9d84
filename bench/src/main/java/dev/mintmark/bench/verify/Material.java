package dev.mintmark.bench.verify;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import dev.mintmark.verifier.jose.Algorithm;
import dev.mintmark.verifier.jose.Base64Url;
import dev.mintmark.verifier.jose.SignatureProvider;
import dev.mintmark.verifier.jose.SigningEngine;
import dev.mintmark.verifier.jose.VerificationKey;

import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.SecureRandom;
import java.security.spec.ECGenParameterSpec;
import java.util.Optional;

/// A key and the tokens made with it. The claims are those of RFC 9068, 412 characters of them.
final class Material {

    static final String ISSUER = "https://id.example.com";
    static final String AUDIENCE = "orders-api";
    static final String KID = "FdFYFzERwC2uCBB46pZQi4GG85LujR8obt-KWRBICVQ";

    private static final int PAYLOAD_CHARACTERS = 412;

    final Algorithm algorithm;
    final Optional<KeyPair> pair;
    final byte[] secret = new byte[64];
    private final SigningEngine engine;
    private final String alg;

    /// @param alg as the header is to spell it: `EdDSA` is what most libraries know
    Material(Algorithm algorithm, String alg) throws GeneralSecurityException {
        this.algorithm = algorithm;
        this.alg = alg;
        new SecureRandom().nextBytes(secret);
        if (algorithm.isSymmetric()) {
            pair = Optional.empty();
            engine = SigningEngine.ofSharedSecret(secret, algorithm, SignatureProvider.jdk());
        } else {
            pair = Optional.of(makePair(algorithm));
            engine =
                    SigningEngine.of(
                            pair.get().getPrivate(), algorithm, SignatureProvider.fastest());
        }
    }

    VerificationKey key() {
        return pair.isPresent()
                ? VerificationKey.of(KID, algorithm, pair.get().getPublic())
                : VerificationKey.ofSharedSecret(KID, algorithm, secret);
    }

    /// @param number makes it another token
    String token(int number) {
        long now = System.currentTimeMillis() / 1000;
        var claims =
                """
                {"iss":"%s","sub":"usr_ce51fe1edf52666c528eca9bc8bf2a1c","aud":"%s",\
                "client_id":"shop","iat":%d,"exp":%d,"jti":"q83vEjRWeJ%012d",\
                "scope":"orders:read orders:write","sid":"01a20fb659a9699d85273b51df3d895a",\
                "auth_time":%d,"roles":["buyer"],"tenant":"\
                """
                        .formatted(ISSUER, AUDIENCE, now, now + 3600, number, now);
        var payload = claims + "t".repeat(PAYLOAD_CHARACTERS - claims.length() - 2) + "\"}";
        var header = "{\"alg\":\"%s\",\"typ\":\"at+jwt\",\"kid\":\"%s\"}".formatted(alg, KID);
        var input = encoded(header) + "." + encoded(payload);
        return input + "." + Base64Url.encode(engine.sign(input.getBytes(US_ASCII)));
    }

    private static String encoded(String text) {
        return Base64Url.encode(text.getBytes(UTF_8));
    }

    private static KeyPair makePair(Algorithm algorithm) throws GeneralSecurityException {
        var generator =
                KeyPairGenerator.getInstance(
                        switch (algorithm.family()) {
                            case RSA -> "RSA";
                            case EC -> "EC";
                            case ED25519 -> "Ed25519";
                            default -> throw new IllegalArgumentException("not measured here");
                        });
        if (generator.getAlgorithm().equals("RSA")) {
            generator.initialize(2048);
        } else if (generator.getAlgorithm().equals("EC")) {
            generator.initialize(new ECGenParameterSpec("secp256r1"));
        }
        return generator.generateKeyPair();
    }
}
