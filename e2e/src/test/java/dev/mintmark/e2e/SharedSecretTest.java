package dev.mintmark.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.nimbusds.jose.crypto.MACVerifier;
import com.nimbusds.jwt.SignedJWT;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Map;

/// HS256, for one service that shares a secret with the authority.
class SharedSecretTest {
    @TempDir private Path folder;

    @Test
    void the_one_service_verifies_with_the_secret_and_nobody_else_learns_it() throws Exception {
        var secret = opensslRand();
        var kept = Files.writeString(folder.resolve("secret"), secret + "\n");
        var environment =
                Map.of("MINTMARK_HS256_SECRET", "exec:cat " + kept, "MINTMARK_LOG_LEVEL", "debug");
        try (var authority = AuthorityProcess.serve(DataFolders.startedOnce(folder), environment)) {
            var client = authority.admin().addClient("svc", "api", "HS256");
            var service = authority.caller().basic("svc", client);

            var token =
                    service.form("/oauth2/token", "grant_type", "client_credentials")
                            .text("access_token");

            var jwt = SignedJWT.parse(token);
            assertThat(jwt.getHeader().getAlgorithm().getName()).isEqualTo("HS256");
            assertThat(jwt.verify(new MACVerifier(Base64.getDecoder().decode(secret)))).isTrue();
            assertThat(service.introspect(token).body()).contains("\"active\":true");
            assertThat(service.introspect(token.substring(0, token.length() - 4) + "AAAA").body())
                    .isEqualTo("{\"active\":false}");
            service.form("/oauth2/revoke", "token", token);
            assertThat(service.introspect(token).body()).isEqualTo("{\"active\":false}");
            var leaked =
                    service.form("/oauth2/token", "grant_type", "client_credentials")
                            .text("access_token");
            authority.caller().json("/leak-report", "{\"credentials\":[\"%s\"]}".formatted(leaked));
            assertThat(service.introspect(leaked).body()).isEqualTo("{\"active\":false}");
            assertThat(authority.caller().get("/.well-known/jwks.json").body())
                    .doesNotContain("oct", "hs256", secret);
            assertThat(authority.log()).doesNotContain(secret);
        }
    }

    @Test
    void a_second_service_gets_none_of_it() throws Exception {
        var environment = Map.of("MINTMARK_HS256_SECRET", opensslRand());
        try (var authority = AuthorityProcess.serve(DataFolders.startedOnce(folder), environment)) {
            var answer =
                    authority
                            .admin()
                            .caller()
                            .json(
                                    "/admin/v1/clients",
                                    "{\"id\":\"b\",\"audiences\":[\"other\"],"
                                            + "\"access_token_alg\":\"HS256\"}");

            assertThat(answer.status()).isBetween(400, 422);
            assertThat(answer.body()).contains("the one service that shares the secret");
        }
    }

    @Test
    void without_a_secret_nobody_can_choose_it() {
        try (var authority = AuthorityProcess.serve(DataFolders.startedOnce(folder))) {
            var answer =
                    authority
                            .admin()
                            .caller()
                            .json(
                                    "/admin/v1/clients",
                                    "{\"id\":\"b\",\"access_token_alg\":\"HS256\"}");

            assertThat(answer.status()).isBetween(400, 422);
            assertThat(answer.body()).contains("set hs256-secret");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "secret",
                "c2VjcmV0c2VjcmV0",
                "your-256-bit-secretyour-256-bit-secretyour-256-bit",
                "correcthorsebatterystaplecorrecthorsebattery",
                "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA="
            })
    void short_and_well_known_secrets_stop_the_start(String weak) throws Exception {
        var run =
                new Mint()
                        .with("MINTMARK_HS256_SECRET", weak)
                        .run("serve", "--port", "0", "--data", folder.resolve("d").toString());

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err()).contains("MINTMARK_HS256_SECRET").doesNotContain(weak + "\n");
        assertThat(folder.resolve("d")).doesNotExist();
    }

    /// The recipe of the documentation, verbatim.
    private static String opensslRand() throws Exception {
        var process = new ProcessBuilder("openssl", "rand", "-base64", "32").start();
        return new String(process.getInputStream().readAllBytes(), UTF_8).strip();
    }
}
