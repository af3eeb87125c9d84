package dev.mintmark.fuzz;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.stream.Collectors.toUnmodifiableSet;

import dev.mintmark.verifier.KeySource;
import dev.mintmark.verifier.Verdict;
import dev.mintmark.verifier.Verifier;
import dev.mintmark.verifier.jose.JwkSet;
import dev.mintmark.verifier.jose.VerificationKey;
import dev.mintmark.verifier.vectors.VectorCase;
import dev.mintmark.verifier.vectors.Vectors;

import java.util.List;
import java.util.Set;

/// Tokens as they come over the wire, under keys whose private halves the fuzzer does not have: a
/// text is trusted only if it is, to the letter, one that was signed.
public final class TokenTarget {

    private static final Set<String> PUBLISHED =
            Vectors.all().stream().map(VectorCase::token).collect(toUnmodifiableSet());

    private static final Verifier VERIFIER =
            Verifier.forIssuer(Judging.ISSUER, Judging.AUDIENCE, KeySource.of(first(), more()))
                    .withClock(Judging.CLOCK);

    private TokenTarget() {}

    public static void fuzzerTestOneInput(byte[] data) throws Exception {
        String text = new String(data, UTF_8);
        Bounded.run(
                data.length,
                () -> {
                    if (Judging.judge(VERIFIER, text) instanceof Verdict.Trusted) {
                        Bounded.require(PUBLISHED.contains(text), "trusted, and signed by nobody");
                    }
                });
    }

    private static VerificationKey first() {
        return keysOf("valid/es256").get(0);
    }

    private static VerificationKey[] more() {
        return new VerificationKey[] {
            keysOf("valid/rs256").get(0),
            keysOf("valid/ps256").get(0),
            keysOf("valid/ed25519").get(0)
        };
    }

    private static List<VerificationKey> keysOf(String id) {
        String set =
                Vectors.all().stream()
                        .filter(each -> each.id().equals(id))
                        .findFirst()
                        .flatMap(VectorCase::keySet)
                        .orElseThrow();
        return JwkSet.parse(set.getBytes(UTF_8), null).keys();
    }
}
