package dev.mintmark.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mintmark.server.Mintmark;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// Whoever found a token can have it die.
class LeakReportTest {
    private static final String PASSWORD = "correct horse battery";
    private static final String REPORT = "/leak-report";

    @TempDir private static Path folder;
    private static AuthorityProcess authority;
    private static Caller caller;

    @BeforeAll
    static void start() {
        authority = AuthorityProcess.serve(DataFolders.startedOnce(folder));
        authority.admin().addUser("ann", PASSWORD);
        caller = authority.caller();
    }

    @AfterAll
    static void stop() {
        authority.close();
    }

    @Test
    void the_answer_is_the_same_whatever_was_reported_and_what_lived_is_dead() {
        var signedIn = caller.signIn("ann", PASSWORD);

        var living = report(signedIn.text("refresh_token"));
        var dead = report(signedIn.text("refresh_token"));
        var garbage = report("hunter2");

        for (var answer : new Answer[] {living, dead, garbage}) {
            assertThat(answer.status()).isEqualTo(202);
            assertThat(answer.body()).isEmpty();
            assertThat(answer.headers().map().keySet()).isEqualTo(living.headers().map().keySet());
        }
        assertThat(caller.refresh(signedIn.text("refresh_token")).error())
                .isEqualTo("invalid_grant");
    }

    @Test
    void a_leaked_admin_key_is_told_to_the_operator_and_not_to_the_reporter() {
        assertThat(report(authority.adminKey()).status()).isEqualTo(202);

        Eventually.holds(() -> authority.log().contains("an admin key was reported as leaked"));
        assertThat(authority.log()).doesNotContain(authority.adminKey());
        assertThat(authority.admin().caller().get("/admin/v1/users").status()).isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "[]",
                "{\"credentials\":[]}",
                "{\"credentials\":\"x\"}",
                "{\"credentials\":[1]}",
                "{\"credentials\":[null]}",
                "{\"credentials\":{}}"
            })
    void what_is_no_list_of_strings_is_refused(String body) {
        var answer = caller.json(REPORT, body);

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.error()).isEqualTo("invalid_request");
    }

    @Test
    void many_fit_into_one_report() {
        var living = caller.signIn("ann", PASSWORD).text("refresh_token");
        var many =
                IntStream.range(0, 899)
                        .mapToObj(i -> "\"mm_rt_" + i + "\"")
                        .collect(
                                Collectors.joining(
                                        ",", "{\"credentials\":[", ",\"" + living + "\"]}"));

        assertThat(caller.json(REPORT, many).status()).isEqualTo(202);
        assertThat(caller.refresh(living).error()).isEqualTo("invalid_grant");
    }

    @Test
    void an_address_that_reports_too_often_has_to_wait(@TempDir Path other) throws Exception {
        var clock = new MovableClock();
        var data = DataFolders.startedOnce(other);
        try (var busy = Mintmark.start(DataFolders.settings(data, Map.of()), clock)) {
            var reporter = new Caller(busy.baseUrl());
            for (int i = 0; i < 60; i++) {
                assertThat(reporter.json(REPORT, "{\"credentials\":[\"x\"]}").status())
                        .isEqualTo(202);
            }

            var refused = reporter.json(REPORT, "{\"credentials\":[\"x\"]}");
            assertThat(refused.status()).isEqualTo(429);
            assertThat(refused.error()).isEqualTo("too_many_requests");
            assertThat(refused.header("Retry-After")).isEqualTo("60");

            clock.advance(Duration.ofMinutes(1));
            assertThat(reporter.json(REPORT, "{\"credentials\":[\"x\"]}").status()).isEqualTo(202);
        }
    }

    private static Answer report(String credential) {
        return caller.json(REPORT, "{\"credentials\":[\"%s\"]}".formatted(credential));
    }
}
