package dev.mintmark.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import java.io.IOException;

class ClientCommandsTest {
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
    void only_what_was_said_is_sent() {
        authority.on("POST /admin/v1/clients", 201, "{\"id\":\"web\",\"secret\":\"mm_cs_1\"}");

        CommandLineRun.against(authority).run("client", "add", "web");

        assertThat(authority.lastAsked().body()).isEqualTo("{\"id\":\"web\"}");
    }

    @Test
    void everything_that_was_said_is_sent() {
        authority.on("POST /admin/v1/clients", 201, "{\"id\":\"app\"}");

        CommandLineRun.against(authority)
                .run(
                        "client",
                        "add",
                        "app",
                        "--public",
                        "--grant=authorization_code",
                        "--grant=refresh_token",
                        "--scope=openid",
                        "--audience=api",
                        "--redirect-uri=https://app.example/back",
                        "--post-logout-redirect-uri=https://app.example/bye",
                        "--alg=EdDSA",
                        "--dpop-bound");

        assertThat(authority.lastAsked().body())
                .isEqualTo(
                        """
                        {"id":"app","public":true,"grants":["authorization_code","refresh_token"],\
                        "scopes":["openid"],"audiences":["api"],\
                        "redirect_uris":["https://app.example/back"],\
                        "post_logout_redirect_uris":["https://app.example/bye"],\
                        "access_token_alg":"EdDSA","dpop_bound":true}\
                        """);
    }

    @Test
    void a_secret_that_was_made_is_printed_once_with_a_warning() {
        authority.on("POST /admin/v1/clients", 201, "{\"id\":\"web\",\"secret\":\"mm_cs_1\"}");

        var run = CommandLineRun.against(authority).run("client", "add", "web");

        assertThat(run.out()).isEqualTo("client_id      web\nclient_secret  mm_cs_1\n");
        assertThat(run.err()).contains("cannot be shown again").doesNotContain("mm_cs_1");
    }

    @Test
    void a_secret_that_was_brought_is_not_printed() {
        authority.on("POST /admin/v1/clients", 201, "{\"id\":\"web\"}");

        var run =
                CommandLineRun.against(authority)
                        .input("brought-along\n")
                        .run("client", "add", "web", "--secret-stdin");

        assertThat(run.exitCode()).isZero();
        assertThat(authority.lastAsked().body())
                .isEqualTo("{\"id\":\"web\",\"secret\":\"brought-along\"}");
        assertThat(run.out() + run.err()).doesNotContain("brought-along");
    }

    @Test
    void a_public_client_brings_no_secret() {
        var run =
                CommandLineRun.against(authority)
                        .input("x")
                        .run("client", "add", "app", "--public", "--secret-stdin");

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(authority.wasAskedNothing()).isTrue();
    }

    @Test
    void a_rotated_secret_is_printed() {
        authority.on(
                "POST /admin/v1/clients/web/rotate-secret",
                200,
                "{\"id\":\"web\",\"secret\":\"mm_cs_2\"}");

        var text = CommandLineRun.against(authority).run("client", "rotate-secret", "web");
        var json =
                CommandLineRun.against(authority).run("client", "rotate-secret", "web", "--json");

        assertThat(text.out()).contains("mm_cs_2");
        assertThat(json.out()).isEqualTo("{\"id\":\"web\",\"secret\":\"mm_cs_2\"}\n");
    }

    @Test
    void clients_are_listed_in_columns() {
        authority.on(
                "GET /admin/v1/clients",
                200,
                """
                {"clients":[{"id":"app","public":true,"grants":["authorization_code","refresh_token"],
                "scopes":["openid"],"audiences":[],"disabled":false,"created_at":"2026-11-01T08:00:00Z"}]}\
                """);

        var run = CommandLineRun.against(authority).run("client", "list");

        assertThat(run.out())
                .isEqualTo(
                        """
                        ID   TYPE    GRANTS                            SCOPES  AUDIENCES  STATE   CREATED
                        app  public  authorization_code refresh_token  openid  -          active  2026-11-01T08:00:00Z
                        """);
    }
}
