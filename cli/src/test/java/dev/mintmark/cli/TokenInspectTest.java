package dev.mintmark.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.nio.charset.StandardCharsets;
import java.util.Base64;

class TokenInspectTest {
    private static final String HEADER = "{\"alg\":\"ES256\",\"typ\":\"at+jwt\"}";

    @Test
    void header_and_claims_are_shown_with_moments_as_dates() {
        var token =
                token(
                        "{\"iss\":\"https://id.example\",\"aud\":[\"api\"],\"exp\":1795435800,\"iat\":1795435140}");

        var run = new CommandLineRun().input(token + "\n").run("token", "inspect");

        assertThat(run.exitCode()).isZero();
        assertThat(run.out())
                .isEqualTo(
                        """
                        header
                          alg  ES256
                          typ  at+jwt
                        claims
                          iss  https://id.example
                          aud  ["api"]
                          exp  1795435800  (2026-11-23T12:10:00Z, in 10 minutes)
                          iat  1795435140  (2026-11-23T11:59:00Z, 60 seconds ago)
                        """);
        assertThat(run.err()).contains("NOT VERIFIED");
    }

    @Test
    void json_says_by_itself_that_nothing_was_verified() {
        var run =
                new CommandLineRun()
                        .input(token("{\"sub\":\"ada\"}"))
                        .run("token", "inspect", "--json");

        assertThat(run.out())
                .isEqualTo(
                        "{\"verified\":false,\"header\":"
                                + HEADER
                                + ",\"claims\":{\"sub\":\"ada\"}}\n");
    }

    @Test
    void claims_cannot_steer_the_screen() {
        var run =
                new CommandLineRun()
                        .input(token("{\"sub\":\"\\u001b[2J\",\"a\\u0007\":[\"\u009b2J\"]}"))
                        .run("token", "inspect");

        assertThat(run.out()).doesNotContain("\u001b", "\u0007", "\u009b");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "hello",
                "a.b.c",
                "mm_rt_4fg8",
                "e30.e30",
                "e30.e30.e30.e30.e30",
                "e30=.e30.c2ln",
                "e31.e30.c2ln",
                "W10.e30.c2ln",
                "e30.eyJhIjoxLCJhIjoyfQ.c2ln"
            })
    void what_is_no_signed_token_is_refused_without_repeating_it(String text) {
        var run = new CommandLineRun().input(text).run("token", "inspect");

        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.out()).isEmpty();
        assertThat(run.err()).startsWith("mintmark: ").hasLineCount(1);
        if (text.length() > 6) {
            assertThat(run.err()).doesNotContain(text);
        }
    }

    private static String token(String claims) {
        return base64(HEADER) + "." + base64(claims) + "." + base64("signature");
    }

    private static String base64(String text) {
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }
}
