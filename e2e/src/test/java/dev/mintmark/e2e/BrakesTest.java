package dev.mintmark.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mintmark.server.Mintmark;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;

/// V6.3.1: who asks too often waits, over HTTP, with a clock that we hold.
class BrakesTest {
    private static final String PASSWORD = "correct horse battery";

    @TempDir private Path folder;
    private final MovableClock clock = new MovableClock();
    private Mintmark authority;
    private Caller caller;
    private Admin admin;

    @BeforeEach
    void start() throws Exception {
        var data = DataFolders.startedOnce(folder);
        var settings =
                DataFolders.settings(
                        data,
                        Map.of(
                                "refusal-limit", "5/1m",
                                "client-limit", "5/1m",
                                "leak-report-limit", "2/1h"));
        authority = Mintmark.start(settings, clock);
        caller = new Caller(authority.baseUrl());
        admin = new Admin(caller, Files.readString(data.resolve("admin.key")).strip());
        admin.addUser("ann", PASSWORD);
    }

    @AfterEach
    void stop() {
        authority.close();
    }

    @Test
    void r_201_who_guesses_a_password_learns_how_long_to_wait() {
        for (int i = 0; i < 6; i++) {
            assertThat(caller.signIn("ann", "guess").status()).isEqualTo(401);
        }

        var held = caller.signIn("ann", PASSWORD);

        assertThat(held.status()).isEqualTo(429);
        assertThat(held.header("Retry-After")).isEqualTo("1");
        assertThat(held.header("RateLimit-Policy")).isEqualTo("\"sign-in\";q=5;w=600");
        assertThat(held.header("RateLimit")).isEqualTo("\"sign-in\";r=0;t=1");
        assertThat(held.header("Content-Type")).isEqualTo("application/problem+json");
        assertThat(held.text("type"))
                .isEqualTo("https://iana.org/assignments/http-problem-types#quota-exceeded");
        assertThat(held.json().get("violated-policies").toString()).contains("sign-in");
        clock.advance(Duration.ofSeconds(1));
        assertThat(caller.signIn("ann", PASSWORD).status()).isEqualTo(200);
    }

    @Test
    void a_name_that_nobody_has_is_answered_the_same() {
        for (int i = 0; i < 6; i++) {
            var unknown = caller.signIn("nobody", "guess");
            var wrong = caller.signIn("ann", "guess");
            assertThat(unknown.status()).isEqualTo(wrong.status());
            assertThat(unknown.body()).isEqualTo(wrong.body());
        }

        assertThat(caller.signIn("nobody", "guess").body())
                .isEqualTo(caller.signIn("ann", "guess").body());
    }

    @Test
    void a_browser_that_was_let_in_before_is_not_held_by_the_guesses_of_others() {
        var known = new Browser(authority.baseUrl());
        assertThat(known.signIn("ann", PASSWORD).status()).isEqualTo(303);
        var known2 = known.copy();
        for (int i = 0; i < 7; i++) {
            caller.signIn("ann", "guess");
        }

        var strange = new Browser(authority.baseUrl()).signIn("ann", PASSWORD);
        assertThat(strange.status()).isEqualTo(429);
        assertThat(strange.header("Retry-After")).isNotEmpty();
        assertThat(strange.body()).contains("Please wait");
        assertThat(
                        known2.json(
                                        "/session",
                                        "{\"username\":\"ann\",\"password\":\"%s\"}"
                                                .formatted(PASSWORD),
                                        known2.csrfToken())
                                .status())
                .isEqualTo(200);
    }

    @Test
    void the_current_password_cannot_be_guessed_on_the_account_page_either() {
        var browser = new Browser(authority.baseUrl());
        browser.signIn("ann", PASSWORD);
        Answer last = null;
        for (int i = 0; i < 20; i++) {
            last =
                    browser.form(
                            "/account/password",
                            "password",
                            "guess",
                            "new_password",
                            "another horse battery",
                            "csrf_token",
                            Browser.formToken(browser.get("/account")));
        }

        assertThat(last.status()).isEqualTo(429);
    }

    @Test
    void r_202_refusals_beyond_the_limit_are_answered_with_429_and_what_is_good_gets_through() {
        var token = caller.signIn("ann", PASSWORD).text("refresh_token");
        for (int i = 0; i < 5; i++) {
            assertThat(caller.refresh("mm_rt_nonsense").status()).isEqualTo(400);
        }

        var held = caller.refresh("mm_rt_nonsense");
        assertThat(held.status()).isEqualTo(429);
        assertThat(held.error()).isEqualTo("temporarily_unavailable");
        assertThat(held.header("RateLimit")).startsWith("\"refusals\";r=0;t=");
        assertThat(caller.bearer("wrong-key").get("/admin/v1/users").status()).isEqualTo(429);
        assertThat(caller.refresh(token).status()).isEqualTo(200);
        assertThat(admin.caller().get("/admin/v1/users").status()).isEqualTo(200);
    }

    @Test
    void refusals_beyond_the_limit_are_told_together_and_not_one_by_one() {
        for (int i = 0; i < 150; i++) {
            caller.refresh("mm_rt_nonsense");
            clock.advance(Duration.ofSeconds(1));
        }

        var records = new AuditRecords(admin.caller()).all("");
        assertThat(records).filteredOn(one -> one.kind().equals("refresh_refused")).hasSize(5);
        assertThat(records)
                .filteredOn(one -> one.kind().equals("braked"))
                .anySatisfy(one ->
                        assertThat(one.toString()).containsPattern("untold_refusals=6[0-9]"));
    }

    @Test
    void a_client_has_its_own_limit_and_its_secret_cannot_be_guessed() {
        var secret = admin.addClient("svc", "api", "ES256");
        var service = caller.basic("svc", secret);
        for (int i = 0; i < 5; i++) {
            assertThat(token(service).status()).isEqualTo(200);
        }
        assertThat(token(service).header("RateLimit-Policy")).isEqualTo("\"client\";q=5;w=60");

        clock.advance(Duration.ofMinutes(2));
        for (int i = 0; i < 11; i++) {
            token(caller.basic("svc", "guess"));
            clock.advance(Duration.ofMillis(1));
        }
        var held = token(caller.basic("svc", "guess"));
        assertThat(held.header("RateLimit")).startsWith("\"client-secret\";r=0;t=");
        // One that the authority made cannot be guessed, and always gets through.
        assertThat(token(service).status()).isEqualTo(200);
    }

    @Test
    void leak_reports_have_a_limit() {
        for (int i = 0; i < 2; i++) {
            assertThat(leak().status()).isEqualTo(202);
        }

        assertThat(leak().status()).isEqualTo(429);
        assertThat(leak().header("RateLimit-Policy")).isEqualTo("\"leak-reports\";q=2;w=3600");
    }

    @Test
    void v6_2_4_common_passwords_are_refused_when_they_are_chosen() {
        var answer = admin.setPassword("ann", "password1");

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.text("detail")).contains("breaches");
    }

    private Answer leak() {
        return caller.json("/leak-report", "{\"credentials\":[\"nonsense\"]}");
    }

    private static Answer token(Caller client) {
        return client.form("/oauth2/token", "grant_type", "client_credentials");
    }
}
