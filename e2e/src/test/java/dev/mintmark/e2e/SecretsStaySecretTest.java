package dev.mintmark.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/// Nothing that opens a door is found where it does not belong: not in the log at its most
/// talkative, not in the database, not in a file that others can read.
class SecretsStaySecretTest {
    private static final String PASSWORD = "correct-horse-battery-staple";
    private static final String WRONG = "wrong-horse-battery-staple";
    private static final Map<String, String> TALKATIVE = Map.of("MINTMARK_LOG_LEVEL", "debug");

    @TempDir private Path folder;
    private final Map<String, String> secrets = new LinkedHashMap<>();

    @Test
    void neither_the_log_nor_the_database_holds_a_secret() throws Exception {
        var data = folder.resolve("data");
        try (var authority = AuthorityProcess.serve(data, TALKATIVE)) {
            secrets.put("password", PASSWORD);
            secrets.put("a wrong password", WRONG);
            secrets.put("admin key", authority.adminKey());
            secrets.put("master key", Files.readString(data.resolve("master.key")).strip());
            live(authority);
            misplaceSecrets(authority);
            authority.terminate();
            authority.exitCode();

            assertThat(authority.log().lines()).hasSizeGreaterThan(20);
            assertNoneIn(authority.log(), "the log");
            assertThat(authority.log()).doesNotContain("\"level\":\"error\"", "\"stack\"");
            assertNoneIn(database(data), "the database");
        }
    }

    @Test
    void nobody_else_may_read_what_the_authority_keeps() throws IOException {
        var data = folder.resolve("data");
        try (var authority = AuthorityProcess.serve(data)) {
            assertThat(permissions(authority.data())).isEqualTo("rwx------");
            for (var file : List.of("admin.key", "master.key", "mintmark.db", "mintmark.db-wal")) {
                assertThat(permissions(data.resolve(file))).as(file).isEqualTo("rw-------");
            }
        }
    }

    private void live(AuthorityProcess authority) {
        authority.admin().addUser("ann", PASSWORD);
        var secret = authority.admin().addClient("svc", "api", "ES256");
        secrets.put("client secret", secret);
        var application = authority.caller();
        var service = application.basic("svc", secret);
        application.signIn("ann", WRONG);
        var first = remembered(application.signIn("ann", PASSWORD), "first");
        var second = remembered(application.refresh(first.text("refresh_token")), "second");
        remembered(application.refresh(second.text("refresh_token")), "third");
        service.introspect(second.text("access_token"));
        service.introspect(second.text("refresh_token"));
        application.form("/oauth2/revoke", "token", second.text("access_token"));
        // The parent comes back: reuse, with all the noise an operator wants about it.
        application.refresh(first.text("refresh_token"));
        service.form("/oauth2/token", "grant_type", "client_credentials");
    }

    /// What people do who mix things up.
    private void misplaceSecrets(AuthorityProcess authority) {
        var application = authority.caller();
        for (var secret : List.copyOf(secrets.values())) {
            application.get("/health/live?access_token=" + secret);
            application.get("/" + secret);
            application.get("/admin/v1/users/" + secret);
            application.bearer(secret).get("/admin/v1/users");
            application.basic(secret, secret).introspect(secret);
            application.form("/oauth2/token?client_secret=" + secret, "grant_type", secret);
            application.form("/oauth2/revoke", "token", secret + "x", "token_type_hint", secret);
            application.signIn(secret, secret, secret);
            application.refresh(secret.substring(0, secret.length() - 1));
            application.json("/v1/login", "{\"password\":\"" + secret);
            authority.admin().caller().json("/admin/v1/clients", "{\"id\":\"" + secret + " \"}");
            authority.admin().caller().json("/admin/v1/users/" + secret + "/disable", "{}");
        }
    }

    private Answer remembered(Answer answer, String which) {
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        secrets.put(which + " access token", answer.text("access_token"));
        secrets.put(which + " refresh token", answer.text("refresh_token"));
        return answer;
    }

    private void assertNoneIn(String text, String where) {
        secrets.forEach((name, secret) -> {
            assertThat(text.contains(secret)).as("%s holds the %s", where, name).isFalse();
            // A cut one is no better: half a secret is found by trying the rest.
            var half = secret.substring(secret.length() / 4, secret.length() * 3 / 4);
            assertThat(text.contains(half)).as("%s holds half the %s", where, name).isFalse();
        });
    }

    private static String database(Path data) throws IOException {
        try (var files = Files.list(data)) {
            return files.filter(file -> file.getFileName().toString().startsWith("mintmark.db"))
                    .map(SecretsStaySecretTest::bytes)
                    .collect(Collectors.joining());
        }
    }

    private static String bytes(Path file) {
        try {
            return Files.readString(file, ISO_8859_1);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private static String permissions(Path file) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(file));
    }
}
