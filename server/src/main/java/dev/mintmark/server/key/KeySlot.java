package dev.mintmark.server.key;

import dev.mintmark.verifier.jose.Algorithm;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/// A place that one signing key fills at a time.
public record KeySlot(KeyPurpose purpose, Algorithm algorithm) {
    private static final List<Algorithm> OFFERED =
            List.of(
                    Algorithm.ES256,
                    Algorithm.RS256,
                    Algorithm.PS256,
                    Algorithm.ES384,
                    Algorithm.ED25519,
                    Algorithm.ML_DSA_44,
                    Algorithm.ML_DSA_65);

    /// What every authority has from its first start: ES256 because it is small and fast, RS256
    /// because every client can read it (RFC 9068 section 2.1 requires it).
    public static final List<KeySlot> FIRST =
            List.of(accessTokens(Algorithm.ES256), accessTokens(Algorithm.RS256));

    public KeySlot {
        if (!isOffered(algorithm)) {
            throw new IllegalArgumentException("no key signs " + algorithm.wireName());
        }
    }

    public static Set<Algorithm> offered() {
        return Set.copyOf(OFFERED);
    }

    /// Whether this authority makes keys for an algorithm. The longer hashes of the RSA family buy
    /// nothing that 3072 bits do not have already.
    public static boolean isOffered(Algorithm algorithm) {
        return OFFERED.contains(algorithm);
    }

    /// Which algorithms there are to choose from, as a sentence.
    public static String offer() {
        return OFFERED.stream()
                .map(Algorithm::wireName)
                .collect(Collectors.joining(", ", "An algorithm is one of ", "."));
    }

    public static KeySlot accessTokens(Algorithm algorithm) {
        return new KeySlot(KeyPurpose.ACCESS_TOKENS, algorithm);
    }

    @Override
    public String toString() {
        return algorithm.wireName() + " for " + purpose.word().replace('_', ' ');
    }
}
