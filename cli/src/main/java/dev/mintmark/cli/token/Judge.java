package dev.mintmark.cli.token;

import dev.mintmark.verifier.KeySource;
import dev.mintmark.verifier.Verdict;
import dev.mintmark.verifier.Verifier;

import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.function.Supplier;

/// Who judges a token: the verifier that a service would use, with nothing added and nothing left
/// out, so that both come to the same verdict.
public sealed interface Judge {
    /// @param outage why no verdict is possible, asked for after there was none
    record Ready(Verifier verifier, Supplier<String> outage) implements Judge {
        /// Of one token, and then no more: the keys are not kept current any longer.
        public Judgement judge(String token) {
            try (verifier) {
                return switch (verifier.verify(token)) {
                    case Verdict.Trusted trusted -> new Judgement.Trusted(trusted);
                    case Verdict.Refused refused -> new Judgement.Refused(refused);
                    case Verdict.Unavailable _ -> new Judgement.Impossible(outage.get());
                };
            }
        }
    }

    record NoKeys(String why) implements Judge {}

    /// Nobody can be judged by such an issuer or for such an audience.
    record Misused(String why) implements Judge {}

    /// By the keys that the issuer publishes.
    static Judge byPublishedKeys(String issuer, String audience, InstantSource clock) {
        try {
            var address = new URI(issuer);
            var keys = KeySource.discoveredFrom(address).withClock(clock);
            return new Ready(
                    Verifier.forIssuer(address, audience, keys).withClock(clock),
                    () ->
                            "the keys of %s cannot be fetched: %s."
                                    .formatted(
                                            issuer,
                                            keys.failure()
                                                    .orElse("the answer did not come in time")));
        } catch (URISyntaxException e) {
            return noAddress();
        } catch (IllegalArgumentException e) {
            return misused(e);
        }
    }

    /// By the keys of a JWK Set, without asking anybody.
    static Judge byKeysIn(Path file, String issuer, String audience, InstantSource clock) {
        KeySource keys;
        try {
            keys = KeySource.jwkSet(Files.readAllBytes(file));
        } catch (IOException e) {
            return new NoKeys("the key set in " + file + " cannot be read.");
        } catch (IllegalArgumentException e) {
            return new NoKeys(
                    "the file " + file + " holds no JWK Set with a key that can be used.");
        }
        try {
            return new Ready(
                    Verifier.forIssuer(new URI(issuer), audience, keys).withClock(clock),
                    () -> "the keys in " + file + " cannot be used.");
        } catch (URISyntaxException e) {
            return noAddress();
        } catch (IllegalArgumentException e) {
            return misused(e);
        }
    }

    /// The syntax problem itself would repeat what was given.
    private static Misused noAddress() {
        return new Misused("--issuer must be an address such as https://id.example.com.");
    }

    private static Misused misused(IllegalArgumentException problem) {
        return new Misused("--issuer or --audience cannot be used: " + problem.getMessage() + ".");
    }
}
