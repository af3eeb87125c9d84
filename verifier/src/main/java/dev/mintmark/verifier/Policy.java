package dev.mintmark.verifier;

import static java.util.stream.Collectors.toUnmodifiableSet;

import dev.mintmark.verifier.jose.Algorithm;
import dev.mintmark.verifier.jose.KeyFamily;
import dev.mintmark.verifier.jwt.MediaType;

import org.jspecify.annotations.Nullable;

import java.net.URI;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Objects;
import java.util.Set;

/// What one verifier accepts.
///
/// @param audiences any of which a token must name; empty for the issuer itself, who accepts all
/// @param leeway how long after `exp` a token still passes, for clocks that differ
record Policy(
        String issuer,
        Set<String> audiences,
        Set<Algorithm> algorithms,
        Duration leeway,
        Duration maxLifetime,
        Set<Tolerance> tolerances) {

    static final String ACCESS_TOKEN = "at+jwt";
    static final Duration LONGEST_LEEWAY = Duration.ofSeconds(60);
    static final Duration DEFAULT_MAX_LIFETIME = Duration.ofHours(24);

    static final Set<Algorithm> DEFAULT_ALGORITHMS =
            Set.of(Algorithm.ES256, Algorithm.ED25519, Algorithm.RS256, Algorithm.PS256);

    /// Departures from the strict profile, each off unless asked for.
    enum Tolerance {
        LEGACY_EDDSA,
        UNTYPED_TOKENS,
        BOUND_TOKENS_WITHOUT_PROOF
    }

    Policy {
        audiences = Set.copyOf(audiences);
        algorithms = Set.copyOf(algorithms);
        tolerances = Set.copyOf(tolerances);
        if (audiences.stream().anyMatch(String::isEmpty)) {
            throw new IllegalArgumentException("an audience must not be empty");
        }
        if (algorithms.isEmpty()) {
            throw new IllegalArgumentException("at least one algorithm must be allowed");
        }
        if (algorithms.stream().map(Algorithm::family).anyMatch(KeyFamily.SECRET::equals)
                && !algorithms.stream().allMatch(Algorithm::isSymmetric)) {
            throw new IllegalArgumentException(
                    "secrets and key pairs must not be allowed together: a verifier that takes both"
                            + " is one mistake away from using a public key as a secret");
        }
        // What nobody here can verify is not allowed here, and a token that uses it is told so.
        algorithms =
                algorithms.stream().filter(Algorithm::isSupported).collect(toUnmodifiableSet());
        if (algorithms.isEmpty()) {
            throw new IllegalArgumentException(
                    "no provider here knows the algorithms allowed; ML-DSA takes Java 24");
        }
        if (leeway.isNegative() || leeway.compareTo(LONGEST_LEEWAY) > 0) {
            throw new IllegalArgumentException("the leeway must be between 0 and 60 seconds");
        }
        if (maxLifetime.isNegative() || maxLifetime.isZero()) {
            throw new IllegalArgumentException("the longest lifetime must be positive");
        }
    }

    static Policy of(URI issuer, Set<String> audiences, Duration leeway) {
        Objects.requireNonNull(issuer);
        if (!issuer.isAbsolute()
                || issuer.getRawQuery() != null
                || issuer.getRawFragment() != null) {
            throw new IllegalArgumentException(
                    "an issuer is an absolute URI without query and fragment");
        }
        return new Policy(
                issuer.toString(),
                audiences,
                DEFAULT_ALGORITHMS,
                leeway,
                DEFAULT_MAX_LIFETIME,
                Set.of());
    }

    /// Null when the name is unknown or not allowed here.
    @Nullable Algorithm allowed(String alg) {
        Algorithm algorithm =
                alg.equals(Algorithm.LEGACY_EDDSA) && tolerates(Tolerance.LEGACY_EDDSA)
                        ? Algorithm.ED25519
                        : Algorithm.named(alg).orElse(null);
        return algorithm != null && algorithms.contains(algorithm) ? algorithm : null;
    }

    boolean allowsType(@Nullable String typ) {
        if (typ == null) {
            return tolerates(Tolerance.UNTYPED_TOKENS);
        }
        return MediaType.matches(typ, ACCESS_TOKEN)
                || (tolerates(Tolerance.UNTYPED_TOKENS) && MediaType.matches(typ, "JWT"));
    }

    boolean tolerates(Tolerance tolerance) {
        return tolerances.contains(tolerance);
    }

    Policy withAudiences(Set<String> changed) {
        return new Policy(issuer, changed, algorithms, leeway, maxLifetime, tolerances);
    }

    Policy withAlgorithms(Set<Algorithm> changed) {
        return new Policy(issuer, audiences, changed, leeway, maxLifetime, tolerances);
    }

    Policy withLeeway(Duration changed) {
        return new Policy(issuer, audiences, algorithms, changed, maxLifetime, tolerances);
    }

    Policy withMaxLifetime(Duration changed) {
        return new Policy(issuer, audiences, algorithms, leeway, changed, tolerances);
    }

    Policy tolerating(Tolerance added) {
        var changed = EnumSet.of(added);
        changed.addAll(tolerances);
        return new Policy(issuer, audiences, algorithms, leeway, maxLifetime, changed);
    }
}
