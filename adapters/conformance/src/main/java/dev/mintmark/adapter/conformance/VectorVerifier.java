package dev.mintmark.adapter.conformance;

import static dev.mintmark.adapter.conformance.Vector.number;
import static dev.mintmark.adapter.conformance.Vector.text;
import static dev.mintmark.adapter.conformance.Vector.texts;

import dev.mintmark.verifier.KeyLookup;
import dev.mintmark.verifier.KeySource;
import dev.mintmark.verifier.Verifier;
import dev.mintmark.verifier.jose.Algorithm;
import dev.mintmark.verifier.jose.Base64Url;
import dev.mintmark.verifier.jose.JwkSet;
import dev.mintmark.verifier.jose.VerificationKey;
import dev.mintmark.verifier.json.JsonObject;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;

/// A verifier as a vector wants it set up.
final class VectorVerifier {

    private VectorVerifier() {}

    static Verifier of(Vector vector) {
        JsonObject settings = vector.settings();
        URI issuer = URI.create(text(settings, "issuer"));
        List<String> audiences = texts(settings, "audiences");
        KeySource keys = source(keys(vector));
        Verifier verifier =
                audiences.isEmpty()
                        ? Verifier.forIssuerItself(issuer, keys)
                        : Verifier.forIssuer(issuer, audiences.get(0), keys)
                                .withAudiences(
                                        audiences.get(0),
                                        audiences.stream().skip(1).toArray(String[]::new));
        verifier =
                verifier.withClock(
                                InstantSource.fixed(Instant.ofEpochSecond(number(settings, "now"))))
                        .withLeeway(Duration.ofSeconds(number(settings, "leeway")))
                        .withMaxLifetime(Duration.ofSeconds(number(settings, "maxLifetime")))
                        .withAlgorithms(
                                texts(settings, "algorithms").stream()
                                        .map(VectorVerifier::algorithm)
                                        .collect(Collectors.toSet()));
        for (String tolerance : texts(settings, "accept")) {
            verifier =
                    switch (tolerance) {
                        case "legacy-eddsa" -> verifier.acceptingLegacyEdDsa();
                        case "untyped" -> verifier.acceptingUntypedTokens();
                        case "bound-tokens" -> verifier.acceptingBoundTokensWithoutProof();
                        default -> throw new IllegalStateException("unknown switch " + tolerance);
                    };
        }
        return verifier;
    }

    /// What is not fit is left out, be it one key, the secret or the whole document.
    private static List<VerificationKey> keys(Vector vector) {
        try {
            if (vector.secret().isPresent()) {
                JsonObject secret = vector.secret().get();
                byte[] bytes = Objects.requireNonNull(Base64Url.decode(text(secret, "k")));
                return List.of(
                        VerificationKey.ofSharedSecret(
                                text(secret, "kid"), algorithm(text(secret, "alg")), bytes));
            }
            Algorithm rsa =
                    vector.settings()
                            .string("rsaAlgorithm")
                            .map(VectorVerifier::algorithm)
                            .orElse(null);
            return JwkSet.parse(vector.keySetBytes(), rsa).keys();
        } catch (IllegalArgumentException unfit) {
            return List.of();
        }
    }

    private static KeySource source(List<VerificationKey> keys) {
        return keys.isEmpty()
                ? (kid, algorithm) -> new KeyLookup.NoSuchKey()
                : KeySource.of(keys.get(0), keys.stream().skip(1).toArray(VerificationKey[]::new));
    }

    private static Algorithm algorithm(String name) {
        return Algorithm.named(name).orElseThrow();
    }
}
