package dev.mintmark.verifier.jose;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Optional;

/// Signatures made elsewhere, which a provider has to accept whole and refuse broken before it is
/// trusted with tokens. One line per algorithm: name, public key, signature over [#MESSAGE].
final class KnownAnswers {

    static final byte[] MESSAGE = "mintmark known answer".getBytes(US_ASCII);

    private static final String RESOURCE = "known-answers.txt";

    private KnownAnswers() {}

    /// The first algorithm that the provider does not compute rightly.
    static Optional<String> firstWrong(SignatureProvider provider) {
        for (String line : lines()) {
            String[] fields = line.split(" ", 3);
            if (provider.supports(Algorithm.valueOf(fields[0]))
                    && !isRight(provider, Algorithm.valueOf(fields[0]), fields[1], fields[2])) {
                return Optional.of(fields[0]);
            }
        }
        return Optional.empty();
    }

    private static boolean isRight(
            SignatureProvider provider, Algorithm algorithm, String key, String signature) {
        var verifier =
                new PublicKeyVerifier(
                        PublicKeys.decode(bytes(key), algorithm.family()), algorithm, provider);
        byte[] whole = bytes(signature);
        byte[] broken = whole.clone();
        broken[broken.length / 2] ^= 1;
        return verifier.verify(MESSAGE, 0, MESSAGE.length, whole)
                && !verifier.verify(MESSAGE, 0, MESSAGE.length, broken)
                && !verifier.verify(MESSAGE, 0, MESSAGE.length - 1, whole);
    }

    private static byte[] bytes(String base64Url) {
        byte[] decoded = Base64Url.decode(base64Url);
        if (decoded == null) {
            throw new IllegalStateException(RESOURCE + " is damaged");
        }
        return decoded;
    }

    private static List<String> lines() {
        try (InputStream in = KnownAnswers.class.getResourceAsStream(RESOURCE)) {
            if (in == null) {
                throw new IllegalStateException(RESOURCE + " is missing");
            }
            return new String(in.readAllBytes(), US_ASCII).lines().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
