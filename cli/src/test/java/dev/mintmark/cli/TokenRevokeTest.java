package dev.mintmark.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.io.IOException;

class TokenRevokeTest {
    private static final String REVOCATIONS = "POST /admin/v1/revocations";

    private AdminApiStandIn authority;

    @BeforeEach
    void anAuthority() throws IOException {
        authority = new AdminApiStandIn();
    }

    @AfterEach
    void noAuthority() {
        authority.close();
    }

    @ParameterizedTest
    @CsvSource({
        "session, The session of this token is over.",
        "access_token, The token counts no more.",
        "nothing, This is no living token; nothing was changed."
    })
    void a_token_on_standard_input_is_revoked_and_what_it_was_is_said(String was, String said) {
        authority.on(REVOCATIONS, 200, "{\"revoked\":\"" + was + "\"}");

        var run = CommandLineRun.against(authority).input("mm_rt_secret\n").run("token", "revoke");

        assertThat(authority.lastAsked().body()).isEqualTo("{\"token\":\"mm_rt_secret\"}");
        assertThat(run.exitCode()).isZero();
        assertThat(run.out()).isEmpty();
        assertThat(run.err()).isEqualTo(said + "\n");
    }

    @Test
    void a_token_of_which_only_the_id_is_known_is_revoked_without_reading_anything() {
        authority.on(REVOCATIONS, 200, "{\"revoked\":\"access_token\"}");

        var run =
                CommandLineRun.against(authority).run("token", "revoke", "--jti", "4f1a", "--json");

        assertThat(authority.lastAsked().body()).isEqualTo("{\"jti\":\"4f1a\"}");
        assertThat(run.out()).isEqualTo("{\"revoked\":\"access_token\"}\n");
        assertThat(run.err()).isEmpty();
    }

    @Test
    void without_a_token_nothing_is_asked() {
        var run = CommandLineRun.against(authority).run("token", "revoke");

        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.err()).contains("standard input is empty; expected one token.");
    }
}
