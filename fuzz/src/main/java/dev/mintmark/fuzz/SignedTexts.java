package dev.mintmark.fuzz;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import dev.mintmark.verifier.KeySource;
import dev.mintmark.verifier.Verifier;
import dev.mintmark.verifier.jose.Algorithm;
import dev.mintmark.verifier.jose.Base64Url;
import dev.mintmark.verifier.jose.SignatureProvider;
import dev.mintmark.verifier.jose.SigningEngine;
import dev.mintmark.verifier.jose.VerificationKey;

import java.util.Random;
import java.util.Set;

/// Signs whatever it is given, so that what is behind the signature check is reached. By HMAC, the
/// quickest.
final class SignedTexts {

    static final String KID = "fuzz";

    private static final byte[] SECRET = secret();
    private static final SigningEngine ENGINE =
            SigningEngine.ofSharedSecret(SECRET, Algorithm.HS256, SignatureProvider.jdk());

    private SignedTexts() {}

    static Verifier verifier() {
        return Verifier.forIssuer(
                        Judging.ISSUER,
                        Judging.AUDIENCE,
                        KeySource.of(VerificationKey.ofSharedSecret(KID, Algorithm.HS256, SECRET)))
                .withAlgorithms(Set.of(Algorithm.HS256))
                .withClock(Judging.CLOCK);
    }

    static String token(byte[] header, byte[] payload) {
        String input = Base64Url.encode(header) + '.' + Base64Url.encode(payload);
        return input + '.' + Base64Url.encode(ENGINE.sign(input.getBytes(US_ASCII)));
    }

    static String goodToken() {
        String header = "{\"alg\":\"HS256\",\"typ\":\"at+jwt\",\"kid\":\"" + KID + "\"}";
        return token(header.getBytes(UTF_8), new ClaimsText().toString().getBytes(UTF_8));
    }

    /// The same in every run, or findings could not be told again.
    private static byte[] secret() {
        var bytes = new byte[32];
        new Random(1).nextBytes(bytes);
        return bytes;
    }
}
