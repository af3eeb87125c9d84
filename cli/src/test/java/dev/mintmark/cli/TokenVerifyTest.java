package dev.mintmark.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.util.Arrays;
import java.util.Base64;

class TokenVerifyTest {
    @TempDir Path folder;
    private KeyPair pair;
    private Path jwks;

    @BeforeEach
    void aKey() throws GeneralSecurityException, IOException {
        pair = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
        jwks = Files.writeString(folder.resolve("keys.json"), keySet());
    }

    @Test
    void a_good_token_is_trusted_and_shown() throws GeneralSecurityException {
        var run = verify(token("https://id.example", 600), "https://id.example");

        assertThat(run.exitCode()).isZero();
        assertThat(run.out())
                .startsWith("verdict  trusted\nalg      Ed25519\nkid      k1\nclaims\n");
        assertThat(run.out()).contains("sub        ada");
        assertThat(run.err()).isEmpty();
    }

    @Test
    void a_bad_token_is_refused_with_the_reason() throws GeneralSecurityException {
        var expired = verify(token("https://id.example", -600), "https://id.example");
        var foreign = verify(token("https://id.example", 600), "https://other.example");

        assertThat(expired.exitCode()).isEqualTo(1);
        assertThat(expired.out()).startsWith("verdict  refused\nreason   expired\n");
        assertThat(foreign.exitCode()).isEqualTo(1);
        assertThat(foreign.out()).contains("wrong_issuer");
    }

    @Test
    void a_program_reads_one_document_either_way() throws GeneralSecurityException {
        var trusted = verify(token("https://id.example", 600), "https://id.example", "--json");
        var refused = verify("rubbish", "https://id.example", "--json");

        assertThat(trusted.out())
                .startsWith(
                        "{\"verdict\":\"trusted\",\"alg\":\"Ed25519\",\"kid\":\"k1\",\"claims\":{")
                .hasLineCount(1);
        assertThat(refused.exitCode()).isEqualTo(1);
        assertThat(refused.out())
                .startsWith("{\"verdict\":\"refused\",\"reason\":\"malformed\"")
                .hasLineCount(1);
    }

    @Test
    void keys_are_fetched_from_the_issuer() throws GeneralSecurityException, IOException {
        try (var issuer = AdminApiStandIn.open()) {
            issuer.on(
                            "GET /.well-known/openid-configuration",
                            200,
                            """
                            {"issuer":"%1$s","jwks_uri":"%1$s/keys"}\
                            """
                                    .formatted(issuer.url()))
                    .on("GET /keys", 200, keySet());

            var run =
                    new CommandLineRun()
                            .input(token(issuer.url(), 600))
                            .run("token", "verify", "--issuer", issuer.url());

            assertThat(run.exitCode()).isZero();
        }
    }

    @Test
    void metadata_about_another_issuer_is_not_believed()
            throws GeneralSecurityException, IOException {
        try (var issuer = AdminApiStandIn.open()) {
            issuer.on(
                    "GET /.well-known/openid-configuration",
                    200,
                    """
                    {"issuer":"https://id.example","jwks_uri":"%s/keys"}\
                    """
                            .formatted(issuer.url()));

            var run =
                    new CommandLineRun()
                            .input(token(issuer.url(), 600))
                            .run("token", "verify", "--issuer", issuer.url());

            assertThat(run.exitCode()).isEqualTo(1);
            assertThat(run.err()).contains("another issuer");
        }
    }

    @Test
    void an_issuer_out_of_reach_is_no_verdict() throws GeneralSecurityException {
        var run =
                new CommandLineRun()
                        .input(token("http://127.0.0.1:1", 600))
                        .run("token", "verify", "--issuer", "http://127.0.0.1:1", "--json");

        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.out()).isEmpty();
        assertThat(run.err())
                .contains(
                        "the keys of http://127.0.0.1:1 cannot be fetched", "openid-configuration")
                .hasLineCount(1);
    }

    @Test
    void keys_at_another_origin_are_not_taken_just_as_a_service_takes_none()
            throws GeneralSecurityException, IOException {
        try (var issuer = AdminApiStandIn.open();
                var stranger = AdminApiStandIn.open()) {
            stranger.on("GET /keys", 200, keySet());
            issuer.on(
                    "GET /.well-known/openid-configuration",
                    200,
                    """
                    {"issuer":"%s","jwks_uri":"%s/keys"}\
                    """
                            .formatted(issuer.url(), stranger.url()));

            var run =
                    new CommandLineRun()
                            .input(token(issuer.url(), 600))
                            .run("token", "verify", "--issuer", issuer.url());

            assertThat(run.exitCode()).isEqualTo(1);
            assertThat(run.err()).contains("not on an origin that is allowed");
            assertThat(stranger.wasAskedNothing()).isTrue();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://id.example",
                "https://id.example?a=b",
                "https://ada@id.example",
                "id.example",
                "no address"
            })
    void an_issuer_whose_keys_no_service_would_fetch_is_wrong_usage(String issuer) {
        var run = new CommandLineRun().run("token", "verify", "--issuer", issuer);

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err()).contains("--issuer").hasLineCount(1);
    }

    @Test
    void an_empty_audience_is_wrong_usage() {
        var run = verify("rubbish", "https://id.example", "--audience", "");

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err()).contains("--audience");
    }

    private CommandLineRun.Outcome verify(String token, String issuer, String... more) {
        var arguments =
                new String[] {"token", "verify", "--issuer", issuer, "--jwks", jwks.toString()};
        var all = Arrays.copyOf(arguments, arguments.length + more.length);
        System.arraycopy(more, 0, all, arguments.length, more.length);
        return new CommandLineRun().in(folder).input(token + "\n").run(all);
    }

    private String keySet() {
        var encoded = pair.getPublic().getEncoded();
        var x = base64(Arrays.copyOfRange(encoded, encoded.length - 32, encoded.length));
        return """
        {"keys":[{"kty":"OKP","crv":"Ed25519","kid":"k1","alg":"Ed25519","use":"sig","x":"%s"}]}\
        """
                .formatted(x);
    }

    private String token(String issuer, long secondsLeft) throws GeneralSecurityException {
        long now = CommandLineRun.NOW.getEpochSecond();
        var header = "{\"alg\":\"Ed25519\",\"typ\":\"at+jwt\",\"kid\":\"k1\"}";
        var claims =
                """
                {"iss":"%s","aud":"api","sub":"ada","client_id":"web","jti":"t1","iat":%d,"exp":%d}\
                """
                        .formatted(issuer, now - 1200, now + secondsLeft);
        var signed = base64(utf8(header)) + "." + base64(utf8(claims));
        var signature = Signature.getInstance("Ed25519");
        signature.initSign(pair.getPrivate());
        signature.update(utf8(signed));
        return signed + "." + base64(signature.sign());
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static String base64(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
