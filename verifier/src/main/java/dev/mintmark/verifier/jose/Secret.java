package dev.mintmark.verifier.jose;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.util.Arrays;
import java.util.Locale;
import java.util.Set;

/// An HMAC secret that is worth the name. Anyone who has one token can try secrets against it
/// offline, as fast as hashes can be computed, so weak ones are refused where they are configured.
final class Secret {

    private static final Set<String> SAMPLES =
            Set.of("secret", "changeme", "password", "your-256-bit-secret", "your-secret-key");

    private static final int LEAST_BITS = 128;

    private final byte[] bytes;

    private Secret(byte[] bytes) {
        this.bytes = bytes;
    }

    static Secret of(byte[] bytes, Algorithm algorithm) {
        if (!algorithm.isSymmetric()) {
            throw new IllegalArgumentException(
                    algorithm.wireName() + " works with a key pair, never with a secret");
        }
        if (bytes.length < algorithm.leastSecretBytes()) {
            throw new IllegalArgumentException(
                    "a secret for %s needs at least %d random bytes, this one has %d"
                            .formatted(
                                    algorithm.wireName(),
                                    algorithm.leastSecretBytes(),
                                    bytes.length));
        }
        String text = new String(bytes, ISO_8859_1).toLowerCase(Locale.ROOT);
        if (SAMPLES.stream().anyMatch(sample -> isMadeOf(text, sample))) {
            throw new IllegalArgumentException("this secret is a sample out of a tutorial");
        }
        if (estimatedBits(bytes) < LEAST_BITS) {
            throw new IllegalArgumentException(
                    "this secret can be guessed; take random bytes, not words");
        }
        return new Secret(bytes.clone());
    }

    byte[] bytes() {
        return bytes;
    }

    @Override
    public String toString() {
        return "***";
    }

    /// A sample, perhaps repeated until it was long enough.
    private static boolean isMadeOf(String text, String sample) {
        return text.replace(sample, "").length() < sample.length();
    }

    /// Shannon's entropy of the bytes as they are distributed, times their number: generous, so
    /// that it refuses only what is plainly not random.
    private static double estimatedBits(byte[] bytes) {
        var counts = new int[256];
        for (byte b : bytes) {
            counts[b & 0xFF]++;
        }
        double perByte =
                -Arrays.stream(counts)
                        .filter(count -> count > 0)
                        .mapToDouble(count -> (double) count / bytes.length)
                        .map(share -> share * Math.log(share) / Math.log(2))
                        .sum();
        return perByte * bytes.length * textDiscount(bytes);
    }

    /// Words have about 1.5 bits a letter, where their letters' frequencies alone suggest 4.
    private static double textDiscount(byte[] bytes) {
        boolean words = true;
        for (byte b : bytes) {
            words &= Character.isLowerCase(b) || b == ' ' || b == '-' || b == '_' || b == '.';
        }
        return words ? 0.4 : 1;
    }
}
