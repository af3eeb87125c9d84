package dev.mintmark.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import java.io.IOException;

class AdminKeyCommandsTest {
    private AdminApiStandIn authority;

    @BeforeEach
    void anAuthority() throws IOException {
        authority = new AdminApiStandIn();
    }

    @AfterEach
    void noAuthority() {
        authority.close();
    }

    @Test
    void r_234_a_key_is_made_for_some_scopes_until_some_time_and_shown_once() {
        authority.on(
                "POST /admin/v1/admin-keys",
                201,
                """
                {"id":"adm_1","name":"ci","scopes":["users:read","keys:read"],
                "expires_at":"2030-01-01T00:00:00Z","good":true,"admin_key":"mm_ak_x"}\
                """);

        var run =
                CommandLineRun.against(authority)
                        .run(
                                "admin-key",
                                "add",
                                "ci",
                                "--scope",
                                "users:read",
                                "--scope=keys:read",
                                "--expires-at",
                                "2030-01-01T00:00:00Z");

        assertThat(run.exitCode()).isZero();
        assertThat(authority.lastAsked().body())
                .isEqualTo(
                        """
                        {"name":"ci","scopes":["users:read","keys:read"],\
                        "expires_at":"2030-01-01T00:00:00Z"}\
                        """);
        assertThat(run.out())
                .isEqualTo(
                        """
                        id         adm_1
                        scopes     users:read keys:read
                        expires    2030-01-01T00:00:00Z
                        admin_key  mm_ak_x
                        """);
        assertThat(run.err()).contains("cannot be shown again");
    }

    @Test
    void nobody_makes_a_key_without_saying_what_for() {
        var run = CommandLineRun.against(authority).run("admin-key", "add", "ci");

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(authority.wasAskedNothing()).isTrue();
    }

    @Test
    void r_234_keys_are_listed_with_their_last_use() {
        authority.on(
                "GET /admin/v1/admin-keys",
                200,
                """
                {"admin_keys":[
                {"id":"a1","name":"ci","scopes":["users:read"],"good":true,
                "last_used_at":"2026-11-01T08:00:00Z"},
                {"id":"a2","name":"old","scopes":["all"],"good":false,
                "expires_at":"2026-01-01T00:00:00Z"},
                {"id":"a3","name":"lost","scopes":["all"],"good":false,
                "revoked_at":"2026-01-01T00:00:00Z"}]}\
                """);

        var run = CommandLineRun.against(authority).run("admin-key", "list");

        assertThat(run.out())
                .isEqualTo(
                        """
                        ID  NAME  SCOPES      STATE    EXPIRES               LAST USED
                        a1  ci    users:read  good     -                     2026-11-01T08:00:00Z
                        a2  old   all         expired  2026-01-01T00:00:00Z  -
                        a3  lost  all         revoked  -                     -
                        """);
    }

    @Test
    void a_key_is_revoked() {
        authority.on("DELETE /admin/v1/admin-keys/a1", 204, "");

        var run = CommandLineRun.against(authority).run("admin-key", "revoke", "a1");

        assertThat(run.exitCode()).isZero();
        assertThat(run.err()).isEqualTo("Admin key a1 is revoked.\n");
    }

    @Test
    void a_long_list_says_how_it_goes_on() {
        authority.on(
                "GET /admin/v1/users?prefix=a&limit=1&after=ada",
                200,
                """
                {"users":[{"id":"u2","name":"alan","roles":[],"disabled":false,
                "created_at":"2026-11-01T08:00:00Z"}],"next":"alan"}\
                """);

        var run =
                CommandLineRun.against(authority)
                        .run("user", "list", "--prefix", "a", "--limit", "1", "--after", "ada");

        assertThat(run.out()).contains("alan");
        assertThat(run.err()).isEqualTo("There are more: --after 'alan' goes on.\n");
    }
}
