package dev.mintmark.verifier.vectors;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.mintmark.verifier.KeyLookup;
import dev.mintmark.verifier.KeySource;
import dev.mintmark.verifier.Verifier;
import dev.mintmark.verifier.jose.Algorithm;
import dev.mintmark.verifier.jose.Base64Url;
import dev.mintmark.verifier.jose.JwkSet;
import dev.mintmark.verifier.jose.VerificationKey;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/// The verifier that a vector is to be judged by.
public final class VectorVerifier {

    private VectorVerifier() {}

    /// Set up as the case says, with keys on the fastest provider.
    public static Verifier of(VectorCase each) {
        return of(each, UnaryOperator.identity());
    }

    /// @param provider puts each key on another provider, or leaves it as it is
    public static Verifier of(VectorCase each, UnaryOperator<VerificationKey> provider) {
        VectorCase.Settings settings = each.settings();
        KeySource keys = source(keys(each).stream().map(provider).toList());
        URI issuer = URI.create(settings.issuer());
        Verifier verifier;
        if (settings.audiences().isEmpty()) {
            verifier = Verifier.forIssuerItself(issuer, keys);
        } else {
            List<String> audiences = settings.audiences();
            verifier =
                    Verifier.forIssuer(issuer, audiences.get(0), keys)
                            .withAudiences(
                                    audiences.get(0),
                                    audiences.subList(1, audiences.size()).toArray(String[]::new));
        }
        verifier =
                verifier.withClock(InstantSource.fixed(Instant.ofEpochSecond(settings.now())))
                        .withLeeway(Duration.ofSeconds(settings.leeway()))
                        .withMaxLifetime(Duration.ofSeconds(settings.maxLifetime()))
                        .withAlgorithms(algorithms(settings.algorithms()));
        for (String tolerance : settings.accept()) {
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
    private static List<VerificationKey> keys(VectorCase each) {
        try {
            if (each.secret().isPresent()) {
                var secret = each.secret().orElseThrow();
                return List.of(
                        VerificationKey.ofSharedSecret(
                                secret.kid(),
                                Algorithm.named(secret.alg()).orElseThrow(),
                                Base64Url.decode(secret.k())));
            }
            Algorithm rsa = each.settings().rsaAlgorithm().flatMap(Algorithm::named).orElse(null);
            return JwkSet.parse(each.keySet().orElseThrow().getBytes(UTF_8), rsa).keys();
        } catch (IllegalArgumentException unfit) {
            return List.of();
        }
    }

    private static KeySource source(List<VerificationKey> keys) {
        return keys.isEmpty()
                ? (kid, algorithm) -> new KeyLookup.NoSuchKey()
                : KeySource.of(
                        keys.get(0), keys.subList(1, keys.size()).toArray(VerificationKey[]::new));
    }

    private static Set<Algorithm> algorithms(List<String> names) {
        return names.stream()
                .map(name -> Algorithm.named(name).orElseThrow())
                .collect(Collectors.toCollection(() -> EnumSet.noneOf(Algorithm.class)));
    }
}
