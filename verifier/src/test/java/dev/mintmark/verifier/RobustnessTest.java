package dev.mintmark.verifier;

import static dev.mintmark.verifier.Tokens.aToken;
import static dev.mintmark.verifier.Tokens.aVerifier;

import static org.assertj.core.api.Assertions.assertThat;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import dev.mintmark.verifier.jose.Algorithm;
import dev.mintmark.verifier.jose.Base64Url;
import dev.mintmark.verifier.jose.SignatureProvider;
import dev.mintmark.verifier.jose.TestKeys;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import java.util.EnumSet;
import java.util.Random;

/// Random damage, the same at every run. Nothing but a verdict may come out.
class RobustnessTest {

    private static final int ROUNDS = 300;

    @ParameterizedTest
    @MethodSource("dev.mintmark.verifier.jose.TestKeys#algorithmsOnBothProviders")
    void a_damaged_token_is_refused_without_an_exception(
            Algorithm algorithm, SignatureProvider provider) {
        var verifier =
                aVerifier(KeySource.of(TestKeys.key(algorithm).on(provider)))
                        .withAlgorithms(EnumSet.of(algorithm));
        String token = aToken(algorithm).sign();
        assertThat(verifier.verify(token)).isInstanceOf(Verdict.Trusted.class);
        var random = new Random(algorithm.wireName().hashCode());
        for (int i = 0; i < ROUNDS; i++) {
            String damaged = damage(token, random);
            if (!damaged.equals(token)) {
                assertThat(verifier.verify(damaged)).isInstanceOf(Verdict.Refused.class);
            }
        }
        assertThat(verifier.verify(token)).isInstanceOf(Verdict.Trusted.class);
    }

    @Test
    void a_signed_payload_of_damaged_json_never_throws() {
        var verifier = aVerifier();
        var random = new Random(7);
        byte[] payload = Base64Url.decode(aToken().claim("nbf", "1e3").payloadSegment());
        for (int i = 0; i < 20 * ROUNDS; i++) {
            byte[] damaged = damage(new String(payload, ISO_8859_1), random).getBytes(UTF_8);
            assertThat(verifier.verify(aToken().signWithPayload(damaged))).isNotNull();
        }
    }

    private static String damage(String text, Random random) {
        var damaged = new StringBuilder(text);
        for (int times = 1 + random.nextInt(3); times > 0; times--) {
            int at = random.nextInt(damaged.length());
            switch (random.nextInt(5)) {
                case 0 -> damaged.setCharAt(at, (char) random.nextInt(128));
                case 1 -> damaged.deleteCharAt(at);
                case 2 -> damaged.insert(at, (char) random.nextInt(0x3000));
                case 3 -> damaged.setLength(Math.max(1, at));
                default -> {
                    int to = Math.min(damaged.length(), at + 8);
                    damaged.insert(random.nextInt(damaged.length()), damaged.substring(at, to));
                }
            }
        }
        return damaged.toString();
    }
}
