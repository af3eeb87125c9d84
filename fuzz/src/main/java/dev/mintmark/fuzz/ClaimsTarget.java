package dev.mintmark.fuzz;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.mintmark.verifier.Verifier;

/// Properly signed tokens whose payload is nearly good: the input decides which claims are replaced
/// by what.
public final class ClaimsTarget {

    private static final int MOST_EDITS = 8;

    private static final byte[] HEADER =
            ("{\"alg\":\"HS256\",\"typ\":\"at+jwt\",\"kid\":\"" + SignedTexts.KID + "\"}")
                    .getBytes(UTF_8);

    private static final Verifier VERIFIER = SignedTexts.verifier();

    private ClaimsTarget() {}

    public static void fuzzerTestOneInput(byte[] data) throws Exception {
        var input = new Choices(data);
        var claims = new ClaimsText();
        for (int edits = input.below(MOST_EDITS + 1); edits > 0; edits--) {
            claims.edit(input);
        }
        byte[] payload = claims.toString().getBytes(UTF_8);
        Bounded.run(
                payload.length, () -> Judging.judge(VERIFIER, SignedTexts.token(HEADER, payload)));
    }
}
