package dev.mintmark.fuzz;

import dev.mintmark.verifier.Verifier;

import java.util.Arrays;

/// Properly signed tokens with any header and any payload: the input up to the first zero byte, and
/// after it.
public final class SignedTarget {

    private static final Verifier VERIFIER = SignedTexts.verifier();

    private SignedTarget() {}

    public static void fuzzerTestOneInput(byte[] data) throws Exception {
        int zero = 0;
        while (zero < data.length && data[zero] != 0) {
            zero++;
        }
        byte[] header = Arrays.copyOf(data, zero);
        byte[] payload = Arrays.copyOfRange(data, Math.min(zero + 1, data.length), data.length);
        Bounded.run(data.length, () -> Judging.judge(VERIFIER, SignedTexts.token(header, payload)));
    }
}
