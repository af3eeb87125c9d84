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
                "expires_at":"2026-11-15T09:00:00Z","live":true,"device":"Firefox on Linux",
                "network":"192.0.2.0/24"}]}\
                """);

        var run = CommandLineRun.against(authority).run("session", "list", "--user", "ada l&x");

        assertThat(run.out())
                .isEqualTo(
                        """
                        ID  USER  CLIENT  DEVICE            NETWORK       STATE  LAST SEEN
                        s1  ada   web     Firefox on Linux  192.0.2.0/24  live   2026-11-01T09:00:00Z
                        """);
    }

    @Test
    void a_session_is_shown_with_how_it_ended() {
        authority.on(
                "GET /admin/v1/sessions/s1",
                200,
                """
                {"id":"s1","user":"ada","sub":"u1","client_id":"web","scope":"","device":"phone",
                "network":"192.0.2.0/24","created_at":"2026-11-01T08:00:00Z",
                "last_seen":"2026-11-01T09:00:00Z","expires_at":"2026-11-15T09:00:00Z",
                "live":false,"ended_at":"2026-11-02T09:00:00Z","end_reason":"reuse"}\
                """);

        var run = CommandLineRun.against(authority).run("session", "show", "s1");

        assertThat(run.out())
                .isEqualTo(
                        """
                        id         s1
                        user       ada
                        sub        u1
                        client     web
                        device     phone
                        network    192.0.2.0/24
                        state      ended
                        signed in  2026-11-01T08:00:00Z
                        last seen  2026-11-01T09:00:00Z
                        ended      2026-11-02T09:00:00Z
                        because    reuse
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
        authority.on(
                "POST /admin/v1/sessions/revoke-all",
                200,
                "{\"revoked\":3,\"not_before\":\"2026-11-23T12:00:01Z\"}");

        var everybody = CommandLineRun.against(authority).run("session", "revoke-all");
        assertThat(authority.lastAsked().body()).isEqualTo("{}");
        CommandLineRun.against(authority).run("session", "revoke-all", "--user", "ada");
        assertThat(authority.lastAsked().body()).isEqualTo("{\"user\":\"ada\"}");

        assertThat(everybody.err())
                .isEqualTo(
                        "Sessions revoked: 3. No token issued before 2026-11-23T12:00:01Z"
                                + " counts.\n");
    }

    @Test
    void keys_are_listed_with_what_comes_next_and_who_has_seen_them() {
        authority.on(
                "GET /admin/v1/keys",
                200,
                """
                {"keys":[{"kid":"k0","alg":"ES256","purpose":"access_tokens","state":"gone",
                "since":"2026-11-01T08:00:00Z"},
                {"kid":"k1","alg":"ES256","purpose":"access_tokens","state":"announced",
                "since":"2026-11-01T09:00:00Z",
                "next":{"state":"signing","at":"2026-11-01T10:00:00Z","waits_for":"its turn"},
                "readers":{"seen":3,"asked":4,"silent":1}}]}\
                """);

        var run = CommandLineRun.against(authority).run("keys", "list");
        var all = CommandLineRun.against(authority).run("keys", "list", "--all");

        assertThat(run.out())
                .isEqualTo(
                        """
                        KID  ALG    FOR            STATE      SINCE                 NEXT                          WAITS FOR  SEEN BY
                        k1   ES256  access_tokens  announced  2026-11-01T09:00:00Z  signing 2026-11-01T10:00:00Z  its turn   3 of 4
                        """);
        assertThat(all.out()).contains("k0", "gone", "k1");
    }

    @Test
    void a_key_is_made_for_an_algorithm() {
        authority.on("POST /admin/v1/keys", 201, moved("announced", ""));

        var run = CommandLineRun.against(authority).run("keys", "generate", "--alg", "ES384");

        assertThat(authority.lastAsked().body()).isEqualTo("{\"alg\":\"ES384\"}");
        assertThat(run.err()).isEqualTo("ES256 key k1 is announced.\n");
        assertThat(run.out()).isEmpty();
    }

    @Test
    void a_rotation_says_from_when_the_next_key_signs() {
        authority.on(
                "POST /admin/v1/keys/rotate",
                200,
                moved("announced", ",\"due\":\"2026-11-01T10:00:00Z\""));

        var text =
                CommandLineRun.against(authority)
                        .run("keys", "rotate", "--to", "k1", "--reason", "drill");
        assertThat(authority.lastAsked().body()).isEqualTo("{\"reason\":\"drill\",\"to\":\"k1\"}");
        var json = CommandLineRun.against(authority).run("keys", "rotate", "--json");
        assertThat(authority.lastAsked().body()).isEqualTo("{}");

        assertThat(text.err())
                .isEqualTo("ES256 key k1 is announced and signs from 2026-11-01T10:00:00Z.\n");
        assertThat(json.out()).startsWith("{\"keys\":[{\"kid\":\"k1\"").endsWith("]}\n");
        assertThat(json.err()).isEmpty();
    }

    @Test
    void a_rollback_says_until_when_the_other_key_is_published() {
        authority.on(
                "POST /admin/v1/keys/rollback",
                200,
                moved("retiring", ",\"due\":\"2026-11-02T10:00:00Z\""));

        var run = CommandLineRun.against(authority).run("keys", "rollback", "--alg", "ES256");

        assertThat(run.err()).isEqualTo("ES256 key k1 is retiring until 2026-11-02T10:00:00Z.\n");
    }

    @Test
    void a_key_is_revoked_by_its_kid_and_a_refusal_is_told() {
        authority.on("POST /admin/v1/keys/k1/revoke", 200, moved("revoked", ""));
        authority.on(
                "POST /admin/v1/keys/k2/revoke",
                404,
                "{\"code\":\"no_such_key\",\"detail\":\"There is no key of this kid.\"}");

        var done =
                CommandLineRun.against(authority).run("keys", "revoke", "k1", "--reason", "leaked");
        assertThat(authority.lastAsked().body()).isEqualTo("{\"reason\":\"leaked\"}");
        var refused = CommandLineRun.against(authority).run("keys", "revoke", "k2");

        assertThat(done.err()).isEqualTo("ES256 key k1 is revoked.\n");
        assertThat(refused.exitCode()).isEqualTo(1);
        assertThat(refused.err()).contains("There is no key of this kid.");
    }

    private static String moved(String state, String more) {
        return "{\"keys\":[{\"kid\":\"k1\",\"alg\":\"ES256\",\"state\":\"%s\"%s}]}"
                .formatted(state, more);
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
