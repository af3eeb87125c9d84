package dev.mintmark.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.mintmark.server.Mintmark;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/// A key made by openssl, taken in by the command line, signs; and openssl verifies what it signed.
class OpensslKeysTest {
    @TempDir private Path folder;
    private final MovableClock clock = new MovableClock();
    private Path data;
    private Mintmark authority;
    private Admin admin;

    @BeforeEach
    void start() throws Exception {
        clock.advance(Duration.between(clock.instant(), Instant.now().plusSeconds(60)));
        data = DataFolders.startedOnce(folder);
        authority = Mintmark.start(DataFolders.settings(data, Map.of()), clock);
        admin =
                new Admin(
                        new Caller(authority.baseUrl()),
                        Files.readString(data.resolve("admin.key")).strip());
    }

    @AfterEach
    void stop() {
        authority.close();
    }

    @Test
    void the_usual_commands_make_a_key_that_signs_and_openssl_verifies() throws Exception {
        run("openssl genpkey -algorithm RSA -out jwt_private.pem -pkeyopt rsa_keygen_bits:2048");
        run("openssl rsa -pubout -in jwt_private.pem -out jwt_public.pem");

        var imported = mint("keys", "import", file("jwt_private.pem"), "--json");
        assertThat(imported.exitCode()).as(imported.err()).isZero();
        assertThat(imported.json().get("warnings").toString()).contains("2048 bits");
        var kid =
                (String)
                        ((Map<?, ?>) ((List<?>) imported.json().get("keys")).getFirst()).get("kid");
        assertThat(mint("keys", "rotate", "--to", kid).exitCode()).isZero();
        clock.advance(Duration.ofHours(1));
        authority.tend();

        var service =
                new Caller(authority.baseUrl())
                        .basic("svc", admin.addClient("svc", "api", "RS256"));
        var token =
                service.form("/oauth2/token", "grant_type", "client_credentials")
                        .text("access_token");
        int dot = token.lastIndexOf('.');
        Files.write(folder.resolve("input"), token.substring(0, dot).getBytes(US_ASCII));
        Files.write(
                folder.resolve("signature"),
                Base64.getUrlDecoder().decode(token.substring(dot + 1)));

        assertThat(run("openssl dgst -sha256 -verify jwt_public.pem -signature signature input"))
                .contains("Verified OK");
        assertThat(service.introspect(token).json()).containsEntry("active", true);

        var pem = new Caller(authority.baseUrl()).get("/.well-known/keys/" + kid + ".pem");
        assertThat(pem.status()).isEqualTo(200);
        assertThat(pem.body()).isEqualTo(Files.readString(folder.resolve("jwt_public.pem")));
        assertThat(mint("keys", "export", kid, "--pem").out()).isEqualTo(pem.body());
    }

    @Test
    void a_key_of_a_former_system_is_published_under_its_name_and_never_signs() throws Exception {
        run("openssl genpkey -algorithm EC -pkeyopt ec_paramgen_curve:P-256 -out former.pem");
        var set = folder.resolve("former.json");
        var nimbus =
                new com.nimbusds.jose.jwk.gen.ECKeyGenerator(com.nimbusds.jose.jwk.Curve.P_256)
                        .keyID("prod:2024-05")
                        .generate();
        Files.writeString(set, "{\"keys\":[" + nimbus.toPublicJWK().toJSONString() + "]}");

        assertThat(mint("keys", "import", set.toString()).err())
                .contains("nothing can be signed with it");
        var taken = mint("keys", "import", set.toString(), "--verify-only");
        assertThat(taken.exitCode()).as(taken.err()).isZero();
        assertThat(taken.err()).contains("ES256 key prod:2024-05 is published and never signs.");
        assertThat(mint("keys", "import", file("former.pem"), "--verify-only").exitCode()).isZero();
        assertThat(mint("keys", "import", set.toString(), "--verify-only").err())
                .contains("is or was here already");

        clock.advance(Duration.ofDays(400));
        authority.tend();
        var jwks = new Caller(authority.baseUrl()).get("/.well-known/jwks.json").body();
        assertThat(jwks).contains("\"prod:2024-05\"").doesNotContain("\"d\"");
        assertThat(mint("keys", "revoke", "prod:2024-05").exitCode()).isZero();
        assertThat(new Caller(authority.baseUrl()).get("/.well-known/jwks.json").body())
                .doesNotContain("prod:2024-05");
        assertThat(mint("keys", "import", set.toString(), "--verify-only").exitCode())
                .as("what was revoked never comes back")
                .isEqualTo(1);
    }

    @Test
    void a_weak_key_is_refused_and_nothing_changes() throws Exception {
        run("openssl genpkey -algorithm RSA -out weak.pem -pkeyopt rsa_keygen_bits:1024");
        var before = mint("keys", "list", "--json").out();

        var refused = mint("keys", "import", file("weak.pem"));

        assertThat(refused.exitCode()).isEqualTo(1);
        assertThat(refused.err()).contains("1024 bits can be factored");
        assertThat(mint("keys", "list", "--json").out()).isEqualTo(before);
        assertThat(mint("keys", "import", file("absent.pem")).exitCode()).isEqualTo(1);
        assertThat(mint("keys", "export", "nobody").err()).contains("no key of this kid");
        var anybody = new Caller(authority.baseUrl());
        for (var name : List.of("nobody.pem", "nobody", ".pem", "%2e%2e.pem")) {
            assertThat(anybody.get("/.well-known/keys/" + name).status()).isEqualTo(404);
        }
    }

    private String file(String name) {
        return folder.resolve(name).toString();
    }

    private Mint.Run mint(String... arguments) throws Exception {
        return new Mint().on(data).run(arguments);
    }

    private String run(String command) throws Exception {
        var process =
                new ProcessBuilder(command.split(" "))
                        .directory(folder.toFile())
                        .redirectErrorStream(true)
                        .start();
        process.getOutputStream().close();
        var output = new String(process.getInputStream().readAllBytes(), US_ASCII);
        assertThat(process.waitFor(1, TimeUnit.MINUTES)).isTrue();
        assertThat(process.exitValue()).as(output).isZero();
        return output;
    }
}
