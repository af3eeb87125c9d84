package dev.mintmark.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mintmark.testing.postgres.PostgresForTests;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/// What `/oauth2/revoke` promises, line by line.
@Timeout(300)
class RevokeSemanticsTest {
    private static final String PASSWORD = "correct horse battery";
    private static final String REVOKE = "/oauth2/revoke";
    private static final String INACTIVE = "{\"active\":false}";
    private static final String MASTER_KEY = "yL0sUqZ3vTt7m1Kc9XbRr5GdHf2JwPoNeAa8Qi6EuYg";
    private static final String ADMIN_KEY = "an-admin-key-that-is-long-enough-for-anybody";

    @TempDir private Path folder;
    private AuthorityProcess authority;
    private Caller caller;
    private Caller service;

    @BeforeEach
    void start() {
        authority = AuthorityProcess.serve(DataFolders.startedOnce(folder));
        var admin = authority.admin();
        admin.addUser("ann", PASSWORD);
        caller = authority.caller();
        service = caller.basic("orders", admin.addClient("orders", "api", "ES256"));
    }

    @AfterEach
    void stop() {
        authority.close();
    }

    @Test
    void r_170_whatever_the_token_is_the_answer_is_200_and_empty() {
        var signedIn = caller.signIn("ann", PASSWORD);
        var refresh = signedIn.text("refresh_token");
        var access = signedIn.text("access_token");
        var damaged = refresh.substring(0, refresh.length() - 1) + "!";

        for (var token :
                List.of(access, access, refresh, refresh, damaged, "mm_rt_", "a.b.c", "x", "é")) {
            var answer = caller.form(REVOKE, "token", token);
            assertThat(answer.status()).as(token).isEqualTo(200);
            assertThat(answer.body()).isEmpty();
            assertThat(answer.header("Cache-Control")).isEqualTo("no-store");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"access_token", "refresh_token", "id_token", "", "nonsense"})
    void r_170_a_hint_may_be_wrong_or_unknown(String hint) {
        var signedIn = caller.signIn("ann", PASSWORD);
        var access = signedIn.text("access_token");
        var refresh = signedIn.text("refresh_token");

        assertThat(caller.form(REVOKE, "token", access, "token_type_hint", hint).status())
                .isEqualTo(200);
        assertThat(service.introspect(access).body()).isEqualTo(INACTIVE);
        assertThat(caller.form(REVOKE, "token", refresh, "token_type_hint", hint).status())
                .isEqualTo(200);
        assertThat(caller.refresh(refresh).error()).isEqualTo("invalid_grant");
    }

    @Test
    void r_171_without_a_token_nothing_is_revoked_and_it_is_said() {
        for (var answer :
                List.of(
                        caller.form(REVOKE),
                        caller.form(REVOKE, "token_type_hint", "access_token"),
                        caller.form(REVOKE, "token", "a", "token", "b"))) {
            assertThat(answer.status()).as(answer.body()).isEqualTo(400);
            assertThat(answer.error()).isEqualTo("invalid_request");
        }
        assertThat(caller.get(REVOKE).status()).isEqualTo(405);
    }

    @Test
    void r_171_who_is_no_client_or_shows_a_wrong_secret_revokes_nothing() {
        var signedIn = caller.signIn("ann", PASSWORD);
        var refresh = signedIn.text("refresh_token");

        for (var answer :
                List.of(
                        caller.form(REVOKE, "client_id", "nobody", "token", refresh),
                        caller.form(REVOKE, "client_id", "orders", "token", refresh),
                        caller.basic("orders", "wrong").form(REVOKE, "token", refresh))) {
            assertThat(answer.status()).isEqualTo(401);
            assertThat(answer.error()).isEqualTo("invalid_client");
        }
        assertThat(caller.refresh(refresh).status()).isEqualTo(200);
    }

    @Test
    void r_173_what_was_answered_is_on_the_disk() throws Exception {
        var session = caller.signIn("ann", PASSWORD);
        var token = caller.signIn("ann", PASSWORD).text("access_token");
        caller.form(REVOKE, "token", session.text("refresh_token"));
        caller.form(REVOKE, "token", token);
        authority.kill();

        authority = authority.again();

        assertThat(service.introspect(session.text("access_token")).body()).isEqualTo(INACTIVE);
        assertThat(service.introspect(token).body()).isEqualTo(INACTIVE);
        assertThat(caller.refresh(session.text("refresh_token")).error())
                .isEqualTo("invalid_grant");
    }

    @Test
    void r_173_every_node_knows_when_one_has_answered() throws Exception {
        var database = PostgresForTests.database().url();
        try (var one = node(database, 1);
                var other = node(database, 2)) {
            var here = new Caller(address(one));
            var there = new Caller(address(other));
            var admin = new Admin(here, ADMIN_KEY);
            admin.addUser("ann", PASSWORD);
            var asked = there.basic("orders", admin.addClient("orders", "api", "ES256"));

            var token = here.signIn("ann", PASSWORD).text("access_token");
            assertThat(asked.introspect(token).json()).containsEntry("active", true);
            here.form(REVOKE, "token", token);
            assertThat(asked.introspect(token).body()).isEqualTo(INACTIVE);

            var session = here.signIn("ann", PASSWORD);
            here.form(REVOKE, "token", session.text("refresh_token"));
            assertThat(asked.introspect(session.text("access_token")).body()).isEqualTo(INACTIVE);
            assertThat(there.refresh(session.text("refresh_token")).error())
                    .isEqualTo("invalid_grant");

            var voided = here.signIn("ann", PASSWORD);
            admin.caller().json("/admin/v1/revocations", "{\"everybody\":true}");
            assertThat(asked.introspect(voided.text("access_token")).body()).isEqualTo(INACTIVE);
            assertThat(there.refresh(voided.text("refresh_token")).error())
                    .isEqualTo("invalid_grant");

            // Whoever comes at once, to whichever node, is let in.
            var after = there.signIn("ann", PASSWORD);
            assertThat(asked.introspect(after.text("access_token")).json())
                    .containsEntry("active", true);
            assertThat(here.refresh(after.text("refresh_token")).status()).isEqualTo(200);
        }
    }

    private AuthorityProcess node(String database, int number) {
        return AuthorityProcess.serve(
                folder.resolve("node" + number),
                Map.of(
                        "MINTMARK_ISSUER", "https://id.example.com",
                        "MINTMARK_DATABASE_URL", database,
                        "MINTMARK_MASTER_KEY", MASTER_KEY,
                        "MINTMARK_ADMIN_KEY", ADMIN_KEY));
    }

    private static URI address(AuthorityProcess node) throws Exception {
        return URI.create(Files.readString(node.data().resolve("endpoint")).strip());
    }
}
