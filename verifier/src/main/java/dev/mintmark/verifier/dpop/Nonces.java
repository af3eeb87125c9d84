package dev.mintmark.verifier.dpop;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.mintmark.verifier.jose.Algorithm;
import dev.mintmark.verifier.jose.Base64Url;
import dev.mintmark.verifier.jose.SignatureProvider;
import dev.mintmark.verifier.jose.SigningEngine;

import org.jspecify.annotations.Nullable;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.Arrays;

/// Nonces that need no memory (RFC 9449 §8): a function of a secret and of the time, in steps of
/// five minutes. All who know the secret make and know the same ones. The step before the current
/// one is taken, too, so a nonce lives for five to ten minutes.
final class Nonces {

    private static final long STEP_SECONDS = 300;
    private static final int BYTES = 16;
    private static final byte[] PURPOSE = "mintmark dpop nonce".getBytes(US_ASCII);

    private record Step(long number, String current, String before) {}

    private final SigningEngine engine;
    private volatile @Nullable Step latest;

    /// Refuses the secrets that would be refused for HS256.
    Nonces(byte[] secret) {
        engine = SigningEngine.ofSharedSecret(secret, Algorithm.HS256, SignatureProvider.jdk());
    }

    String current(Instant now) {
        return step(now).current();
    }

    boolean accepts(String nonce, Instant now) {
        Step step = step(now);
        return same(nonce, step.current()) || same(nonce, step.before());
    }

    private Step step(Instant now) {
        long number = Math.floorDiv(now.getEpochSecond(), STEP_SECONDS);
        Step known = latest;
        if (known == null || known.number() != number) {
            known = new Step(number, nonce(number), nonce(number - 1));
            latest = known;
        }
        return known;
    }

    private String nonce(long number) {
        byte[] input =
                ByteBuffer.allocate(PURPOSE.length + Long.BYTES)
                        .put(PURPOSE)
                        .putLong(number)
                        .array();
        return Base64Url.encode(Arrays.copyOf(engine.sign(input), BYTES));
    }

    private static boolean same(String one, String other) {
        return MessageDigest.isEqual(one.getBytes(US_ASCII), other.getBytes(US_ASCII));
    }
}
