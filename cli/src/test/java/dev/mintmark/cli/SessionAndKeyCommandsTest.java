package dev.mintmark.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import java.io.IOException;

class SessionAndKeyCommandsTest {
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
    void the_sessions_of_one_account_are_listed() {
        authority.on(
                "GET /admin/v1/sessions?user=ada%20l%26x",
                200,
                """
                {"sessions":[{"id":"s1","user":"ada","sub":"u1","client_id":"web","scope":"openid profile",
                "created_at":"2026-11-01T08:00:00Z","last_seen":"2026-11-01T09:00:00Z",
                "expires_at":"2026-11-15T09:00:00Z","live":true}]}\
                """);

        var run = CommandLineRun.against(authority).run("session", "list", "--user", "ada l&x");

        assertThat(run.out())
                .isEqualTo(
                        """
                        ID  USER  CLIENT  SCOPE           STATE  LAST SEEN             EXPIRES
                        s1  ada   web     openid profile  live   2026-11-01T09:00:00Z  2026-11-15T09:00:00Z
                        """);
    }

    @Test
    void a_session_is_revoked_by_its_id() {
        authority.on("DELETE /admin/v1/sessions/s1", 204, "");

        var text = CommandLineRun.against(authority).run("session", "revoke", "s1");
        var json = CommandLineRun.against(authority).run("session", "revoke", "s1", "--json");

        assertThat(text.exitCode()).isZero();
        assertThat(text.out()).isEmpty();
        assertThat(text.err()).isEqualTo("Session s1 is revoked.\n");
        assertThat(json.out()).isEqualTo("{\"id\":\"s1\",\"revoked\":true}\n");
        assertThat(json.err()).isEmpty();
    }

    @Test
    void all_sessions_of_everybody_or_of_one_account_are_revoked() {
        authority.on("POST /admin/v1/sessions/revoke-all", 200, "{\"revoked\":3}");

        var everybody = CommandLineRun.against(authority).run("session", "revoke-all");
        assertThat(authority.lastAsked().body()).isEqualTo("{}");
        CommandLineRun.against(authority).run("session", "revoke-all", "--user", "ada");
        assertThat(authority.lastAsked().body()).isEqualTo("{\"user\":\"ada\"}");

        assertThat(everybody.err()).isEqualTo("Sessions revoked: 3.\n");
    }

    @Test
    void keys_are_listed_with_their_state() {
        authority.on(
                "GET /admin/v1/keys",
                200,
                """
                {"keys":[{"kid":"k1","alg":"ES256","use":"access","state":"signing",
                "since":"2026-11-01T09:00:00Z","created_at":"2026-11-01T08:00:00Z"}]}\
                """);

        var run = CommandLineRun.against(authority).run("keys", "list");

        assertThat(run.out())
                .isEqualTo(
                        """
                        KID  ALG    USE     STATE    SINCE                 CREATED
                        k1   ES256  access  signing  2026-11-01T09:00:00Z  2026-11-01T08:00:00Z
                        """);
    }

    @Test
    void a_name_from_elsewhere_cannot_steer_the_screen() {
        authority.on(
                "GET /admin/v1/keys",
                200,
                "{\"keys\":[{\"kid\":\"k\\u001b[2J\\u202ex\\n\",\"alg\":\"ES256\"}]}");

        var run = CommandLineRun.against(authority).run("keys", "list");

        assertThat(run.out()).contains("k\\u{1b}[2J\\u{202e}x\\u{a}");
    }
}
