package dev.mintmark.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.mintmark.server.Mintmark;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;

/// A session in a browser: cookies only, and nothing that another site could set off.
class BrowserSessionTest {
    private static final String PASSWORD = "correct horse battery";
    private static final String COOKIE = "mintmark-dev";

    @TempDir private Path folder;
    private final MovableClock clock = new MovableClock();
    private Mintmark authority;
    private Admin admin;
    private URI base;
    private Browser browser;

    @BeforeEach
    void start() throws Exception {
        var data = DataFolders.startedOnce(folder);
        var settings =
                DataFolders.settings(
                        data,
                        Map.of(
                                "refresh-idle-ttl", "10d",
                                "refresh-absolute-ttl", "30d",
                                "session-origins", "https://shop.example"));
        authority = Mintmark.start(settings, clock);
        base = authority.baseUrl();
        admin = new Admin(new Caller(base), Files.readString(data.resolve("admin.key")).strip());
        admin.addUser("ann", PASSWORD);
        browser = new Browser(base);
    }

    @AfterEach
    void stop() {
        authority.close();
    }

    @Test
    void a_page_without_a_session_is_told_so_and_how_to_begin_one() {
        var answer = browser.get("/session");

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.json()).containsEntry("authenticated", false).containsKey("csrf_token");
        assertThat(answer.header("Cache-Control")).isEqualTo("no-store");
    }

    @Test
    void the_script_for_pages_weighs_no_more_than_two_kibibytes() {
        var script = browser.get("/assets/mintmark.js");

        assertThat(script.header("Content-Type")).isEqualTo("text/javascript; charset=utf-8");
        assertThat(script.body()).contains("export function mintmark(").doesNotContain("//");
        assertThat(script.body().getBytes(UTF_8)).hasSizeLessThanOrEqualTo(2048);
    }

    @Test
    void a_script_signs_in_and_never_sees_a_token() {
        var answer = browser.json("/session", credentials("ann", PASSWORD), browser.csrfToken());

        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        assertThat(answer.json()).containsEntry("authenticated", true);
        assertThat(answer.body()).doesNotContain("eyJ", "mm_", browser.cookie(COOKIE));
        assertThat(answer.lines("Set-Cookie"))
                .anySatisfy(line ->
                        assertThat(line)
                                .startsWith(COOKIE + "=mm_sh_")
                                .contains("; Path=/", "; HttpOnly", "; SameSite=Strict")
                                .doesNotContain("Domain")
                                .hasSizeLessThan(4096))
                .anySatisfy(
                        line -> assertThat(line).startsWith("mintmark-dev-sign-in=; Max-Age=0;"));
        assertThat(browser.get("/session").json())
                .containsEntry("authenticated", true)
                .containsEntry("client_id", "first-party");
    }

    @Test // V6.3.8
    void a_wrong_password_and_an_unknown_name_are_told_the_same() {
        var token = browser.csrfToken();

        var wrong = browser.json("/session", credentials("ann", "wrong"), token);
        var unknown = browser.json("/session", credentials("bob", "wrong"), token);

        assertThat(wrong.status()).isEqualTo(401);
        assertThat(wrong.body()).isEqualTo(unknown.body());
        assertThat(browser.cookie(COOKIE)).isEmpty();
    }

    @Test
    void many_tabs_renew_at_once_and_all_go_on() throws Exception {
        browser.signIn("ann", PASSWORD);
        var token = browser.csrfToken();

        clock.advance(Duration.ofHours(1));
        var cookies =
                AtOnce.run(
                        10,
                        () -> {
                            var tab = browser.copy();
                            var answer = tab.json("/session/refresh", "{}", token);
                            return answer.status() + " " + tab.cookie(COOKIE);
                        });

        assertThat(cookies).containsOnly("200 " + browser.cookie(COOKIE));
    }

    @Test
    void a_session_ends_when_nobody_uses_it_and_when_its_time_is_up() {
        browser.signIn("ann", PASSWORD);
        for (int day = 0; day < 27; day += 9) {
            clock.advance(Duration.ofDays(9));
            var renewed = browser.json("/session/refresh", "{}", browser.csrfToken());
            assertThat(renewed.status()).isEqualTo(200);
        }
        clock.advance(Duration.ofDays(3));

        assertThat(browser.get("/session").json()).containsEntry("authenticated", false);
        assertThat(browser.json("/session/refresh", "{}", "x").status()).isEqualTo(401);
    }

    @Test // R-224, V7.2.4
    void signing_in_again_gives_another_cookie_and_ends_the_old_session() {
        browser.signIn("ann", PASSWORD);
        var before = browser.copy();

        browser.json("/session", credentials("ann", PASSWORD), browser.csrfToken());

        assertThat(browser.cookie(COOKIE)).isNotEqualTo(before.cookie(COOKIE));
        assertThat(before.get("/session").json()).containsEntry("authenticated", false);
    }

    @Test
    void signing_out_takes_the_cookie_away_and_what_was_kept_of_it_is_worthless() {
        browser.signIn("ann", PASSWORD);
        var thief = browser.copy();

        var answer = browser.delete("/session?clear_site_data=true", browser.csrfToken());

        assertThat(answer.status()).isEqualTo(204);
        assertThat(answer.header("Clear-Site-Data")).contains("\"cookies\"", "\"storage\"");
        assertThat(answer.lines("Set-Cookie"))
                .contains(COOKIE + "=; Max-Age=0; Path=/; HttpOnly; SameSite=Strict");
        assertThat(thief.get("/session").json()).containsEntry("authenticated", false);
    }

    @Test // V7.4.5
    void signing_out_everywhere_ends_the_other_devices() {
        browser.signIn("ann", PASSWORD);
        var other = new Browser(base);
        other.signIn("ann", PASSWORD);

        browser.delete("/session?everywhere=true", browser.csrfToken());

        assertThat(other.get("/session").json()).containsEntry("authenticated", false);
    }

    @Test
    void a_cookie_that_comes_twice_is_refused_and_taken_away() {
        browser.signIn("ann", PASSWORD);
        var twice =
                new Browser(base)
                        .sending("Cookie", COOKIE + "=x; " + COOKIE + "=" + browser.cookie(COOKIE));

        var answer = twice.get("/session");

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.error()).isEqualTo("repeated_cookie");
        assertThat(answer.lines("Set-Cookie"))
                .contains(COOKIE + "=; Max-Age=0; Path=/; HttpOnly; SameSite=Strict");
    }

    @ParameterizedTest
    @CsvSource({
        "Sec-Fetch-Site, cross-site, right, 403",
        "Sec-Fetch-Site, same-site, right, 403",
        "Origin, https://evil.example, right, 403",
        "Origin, null, right, 403",
        "Sec-Fetch-Site, same-origin, none, 403",
        "Sec-Fetch-Site, same-origin, another's, 403",
        "Sec-Fetch-Site, same-origin, right, 204",
        "Origin, https://shop.example, right, 204",
        "X-Nothing, x, right, 204",
        "X-Nothing, x, none, 403",
    })
    void only_our_own_pages_sign_out(String header, String value, String token, int status) {
        browser.signIn("ann", PASSWORD);
        var right = browser.csrfToken();
        var other = new Browser(base);
        other.signIn("ann", PASSWORD);
        var sent =
                switch (token) {
                    case "right" -> right;
                    case "none" -> "";
                    default -> other.csrfToken();
                };

        var answer = browser.copy().sending(header, value).delete("/session", sent);

        assertThat(answer.status()).isEqualTo(status);
        assertThat(browser.get("/session").json()).containsEntry("authenticated", status == 403);
    }

    @Test
    void nobody_is_signed_in_by_another_site() {
        var attacker = new Browser(base);
        var attackersToken = attacker.csrfToken();

        var planted =
                browser.form(
                        "/login",
                        "username",
                        "ann",
                        "password",
                        PASSWORD,
                        "csrf_token",
                        attackersToken);

        assertThat(planted.status()).isEqualTo(403);
        assertThat(browser.cookie(COOKIE)).isEmpty();
    }

    @Test
    void a_password_change_and_a_disabled_account_end_it() {
        browser.signIn("ann", PASSWORD);
        admin.setPassword("ann", "another password");
        assertThat(browser.get("/session").json()).containsEntry("authenticated", false);

        browser.signIn("ann", "another password");
        assertThat(browser.get("/session").json()).containsEntry("authenticated", true);
        admin.disable("ann");
        assertThat(browser.get("/session").json()).containsEntry("authenticated", false);
    }

    @ParameterizedTest
    @CsvSource({"text/plain", "application/x-www-form-urlencoded", "multipart/form-data"})
    void a_body_that_a_form_could_send_is_not_read(String type) {
        var token = browser.csrfToken();

        var answer =
                browser.send(
                        "/session",
                        builder ->
                                builder.header("Content-Type", type)
                                        .header("X-CSRF-Token", token)
                                        .POST(
                                                java.net.http.HttpRequest.BodyPublishers.ofString(
                                                        credentials("ann", PASSWORD))));

        assertThat(answer.status()).isEqualTo(415);
    }

    private static String credentials(String user, String password) {
        return "{\"username\":\"%s\",\"password\":\"%s\"}".formatted(user, password);
    }
}
