package dev.mintmark.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import java.io.IOException;

class UserCommandsTest {
    private static final String ADA =
            """
            {"id":"u1","name":"ada","roles":["admin","ops"],"disabled":false,"created_at":"2026-11-01T08:00:00Z"}\
            """;

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
    void an_account_is_added_with_a_password_from_standard_input() {
        authority.on("POST /admin/v1/users", 201, ADA);

        var run =
                CommandLineRun.against(authority)
                        .input("correct horse\n")
                        .run(
                                "user",
                                "add",
                                "ada",
                                "--password-stdin",
                                "--role",
                                "admin",
                                "--role=ops");

        assertThat(run.exitCode()).isZero();
        assertThat(authority.lastAsked().body())
                .isEqualTo(
                        """
                        {"name":"ada","password":"correct horse","roles":["admin","ops"]}\
                        """);
        assertThat(run.out()).isEqualTo("name   ada\nid     u1\nroles  admin ops\n");
        assertThat(run.err()).isEqualTo("Account ada is ready.\n");
    }

    @Test
    void a_password_may_begin_and_end_with_blanks() {
        authority.on("POST /admin/v1/users", 201, ADA);

        CommandLineRun.against(authority)
                .input(" a b \r\n")
                .run("user", "add", "ada", "--password-stdin");

        assertThat(authority.lastAsked().body()).contains("\"password\":\" a b \"");
    }

    @Test
    void a_password_is_asked_for_twice_at_the_keyboard() {
        authority.on("POST /admin/v1/users", 201, ADA);

        var run =
                CommandLineRun.against(authority)
                        .typing("tulips", "tulips")
                        .run("user", "add", "ada");

        assertThat(run.exitCode()).isZero();
        assertThat(authority.lastAsked().body()).contains("tulips");
        assertThat(run.out() + run.err()).doesNotContain("tulips");
    }

    @Test
    void two_entries_that_differ_change_nothing() {
        var run =
                CommandLineRun.against(authority)
                        .typing("tulips", "turnips")
                        .run("user", "add", "ada");

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err()).contains("differ").doesNotContain("tulips", "turnips");
        assertThat(authority.wasAskedNothing()).isTrue();
    }

    @Test
    void without_a_keyboard_the_way_to_give_a_password_is_named() {
        var run = CommandLineRun.against(authority).run("user", "set-password", "ada");

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err()).contains("--password-stdin");
        assertThat(authority.wasAskedNothing()).isTrue();
    }

    @Test
    void an_empty_or_longer_standard_input_is_no_password() {
        var empty =
                CommandLineRun.against(authority)
                        .input("\n")
                        .run("user", "add", "ada", "--password-stdin");
        var longer =
                CommandLineRun.against(authority)
                        .input("a\nb\n")
                        .run("user", "add", "ada", "--password-stdin");

        assertThat(empty.exitCode()).isEqualTo(2);
        assertThat(longer.exitCode()).isEqualTo(2);
        assertThat(authority.wasAskedNothing()).isTrue();
    }

    @Test
    void accounts_are_listed_in_columns() {
        authority.on(
                "GET /admin/v1/users",
                200,
                """
                {"users":[%s,
                {"id":"u2","name":"Grace Hopper","roles":[],"disabled":true,"created_at":"2026-11-02T08:00:00Z"}]}\
                """
                        .formatted(ADA));

        var run = CommandLineRun.against(authority).run("user", "list");

        assertThat(run.exitCode()).isZero();
        assertThat(run.out())
                .isEqualTo(
                        """
                        NAME          ROLES      STATE     CREATED               ID
                        ada           admin ops  active    2026-11-01T08:00:00Z  u1
                        Grace Hopper  -          disabled  2026-11-02T08:00:00Z  u2
                        """);
        assertThat(run.err()).isEmpty();
    }

    @Test
    void an_empty_list_says_what_to_do_next() {
        authority.on("GET /admin/v1/users", 200, "{\"users\":[]}");

        var run = CommandLineRun.against(authority).run("user", "list");

        assertThat(run.exitCode()).isZero();
        assertThat(run.out()).isEmpty();
        assertThat(run.err()).contains("mintmark user add");
    }

    @Test
    void json_is_the_whole_answer_and_nothing_else() {
        authority.on("GET /admin/v1/users", 200, "{ \"users\": [ " + ADA + " ], \"next\": null }");

        var run = CommandLineRun.against(authority).run("user", "list", "--json");

        assertThat(run.exitCode()).isZero();
        assertThat(run.out()).isEqualTo("{\"users\":[" + ADA + "],\"next\":null}\n");
        assertThat(run.err()).isEmpty();
    }

    @Test
    void a_new_password_is_confirmed_to_a_program_too() {
        authority.on("POST /admin/v1/users/ada/password", 204, "");

        var run =
                CommandLineRun.against(authority)
                        .input("new one")
                        .run("user", "set-password", "ada", "--password-stdin", "--json");

        assertThat(run.exitCode()).isZero();
        assertThat(run.out()).isEqualTo("{\"name\":\"ada\",\"password_changed\":true}\n");
    }

    @Test
    void a_name_cannot_reach_another_path() {
        authority.on("POST /admin/v1/users/..%2Fclients%3Fx/disable", 200, ADA);

        var run = CommandLineRun.against(authority).run("user", "disable", "../clients?x");

        assertThat(run.exitCode()).isZero();
    }

    @Test
    void a_refusal_is_told_in_the_words_of_the_authority() {
        authority.on(
                "POST /admin/v1/users",
                409,
                """
                {"title":"Conflict","detail":"There is an account named ada already.","code":"name_taken"}\
                """);

        var run =
                CommandLineRun.against(authority)
                        .input("secret-1")
                        .run("user", "add", "ada", "--password-stdin", "--json");

        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.out()).isEmpty();
        assertThat(run.err()).isEqualTo("mintmark: There is an account named ada already.\n");
    }
}
