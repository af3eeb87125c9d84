package dev.mintmark.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mintmark.server.Mintmark;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/// Where a person is signed in: seen and ended by themselves, and by an administrator.
class OwnSessionsTest {
    private static final String PASSWORD = "correct horse battery";
    private static final String LIST = "/v1/me/sessions";

    @TempDir private Path folder;
    private final MovableClock clock = new MovableClock();
    private Mintmark authority;
    private Admin admin;
    private URI base;
    private Caller caller;

    @BeforeEach
    void start() throws Exception {
        var data = DataFolders.startedOnce(folder);
        authority = Mintmark.start(DataFolders.settings(data, Map.of()), clock);
        base = authority.baseUrl();
        caller = new Caller(base);
        admin = new Admin(caller, Files.readString(data.resolve("admin.key")).strip());
        admin.addUser("ann", PASSWORD);
        admin.addUser("bob", PASSWORD);
    }

    @AfterEach
    void stop() {
        authority.close();
    }

    @Test
    void a_person_sees_each_device_with_its_name_its_times_and_roughly_its_place() {
        var phone = signIn("ann", "Ann's phone");
        clock.advance(Duration.ofHours(1));
        var laptop = signIn("ann", "Laptop <b>");
        signIn("bob", "Bob's");
        clock.advance(Duration.ofMinutes(5));
        caller.refresh(phone.text("refresh_token"));

        var answer = as(laptop).get(LIST);

        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        assertThat(answer.header("Cache-Control")).isEqualTo("no-store");
        assertThat(sessions(answer))
                .extracting("device")
                .containsExactly("Laptop <b>", "Ann's phone");
        assertThat(sessions(answer)).extracting("current").containsExactly(true, false);
        assertThat(sessions(answer).get(1))
                .containsOnlyKeys(
                        "id",
                        "current",
                        "device",
                        "network",
                        "client_id",
                        "created_at",
                        "last_seen",
                        "expires_at")
                .containsEntry("network", "127.0.0.0/24")
                .containsEntry("client_id", "first-party")
                .containsEntry("created_at", clock.instant().minusSeconds(65 * 60).toString())
                .containsEntry("last_seen", clock.instant().toString());
    }

    @Test
    void a_person_ends_another_device_and_its_tokens_count_no_more() {
        var phone = signIn("ann", "phone");
        var laptop = signIn("ann", "laptop");
        var id = idOf("phone", laptop);

        assertThat(as(laptop).delete(LIST + "/" + id).status()).isEqualTo(204);

        assertThat(caller.refresh(phone.text("refresh_token")).error()).isEqualTo("invalid_grant");
        assertThat(as(phone).get(LIST).status()).isEqualTo(401);
        assertThat(sessions(as(laptop).get(LIST))).extracting("device").containsExactly("laptop");
        assertThat(as(laptop).delete(LIST + "/" + id).status()).isEqualTo(204);
    }

    @Test
    void a_person_ends_all_other_devices_at_once_and_stays() {
        var phone = signIn("ann", "phone");
        var tablet = signIn("ann", "tablet");
        var laptop = signIn("ann", "laptop");
        var bobs = signIn("bob", "phone");

        var answer = as(laptop).delete(LIST);

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.json()).containsExactly(Map.entry("ended", 2L));
        for (var over : List.of(phone, tablet)) {
            assertThat(caller.refresh(over.text("refresh_token")).status()).isEqualTo(400);
        }
        assertThat(caller.refresh(laptop.text("refresh_token")).status()).isEqualTo(200);
        assertThat(caller.refresh(bobs.text("refresh_token")).status()).isEqualTo(200);
    }

    @Test
    void a_session_of_somebody_else_is_answered_like_none() {
        var ann = signIn("ann", "laptop");
        var bob = signIn("bob", "phone");

        var theirs = as(ann).delete(LIST + "/" + idOf("phone", bob));
        var none = as(ann).delete(LIST + "/" + "f".repeat(32));
        var garbage = as(ann).delete(LIST + "/x");

        for (var answer : List.of(theirs, none, garbage)) {
            assertThat(answer.status()).isEqualTo(404);
            assertThat(answer.body()).isEqualTo(none.body());
        }
        assertThat(caller.refresh(bob.text("refresh_token")).status()).isEqualTo(200);
    }

    @Test
    void who_has_no_living_token_of_a_person_learns_nothing() {
        var secret = admin.addClient("orders", "api", "ES256");
        var service =
                caller.basic("orders", secret)
                        .form("/oauth2/token", "grant_type", "client_credentials");
        var revoked = signIn("ann", "phone");
        caller.form("/oauth2/revoke", "token", revoked.text("access_token"));
        var refresh = signIn("ann", "phone").text("refresh_token");

        for (var stranger :
                List.of(as(service), as(revoked), caller.bearer(refresh), caller.bearer("x"))) {
            for (var answer : List.of(stranger.get(LIST), stranger.delete(LIST))) {
                assertThat(answer.status()).isEqualTo(401);
                assertThat(answer.header("WWW-Authenticate"))
                        .isEqualTo("Bearer realm=\"mintmark\", error=\"invalid_token\"");
            }
        }
        var nobody = caller.get(LIST);
        assertThat(nobody.status()).isEqualTo(401);
        assertThat(nobody.header("WWW-Authenticate")).isEqualTo("Bearer realm=\"mintmark\"");
    }

    @Test
    void a_page_lists_with_the_cookie_and_ends_only_with_the_token_of_its_session() {
        var browser =
                new Browser(base).sending("User-Agent", "Mozilla/5.0 (X11; Linux) Firefox/140.0");
        browser.signIn("ann", PASSWORD);
        var phone = signIn("ann", "phone");

        var listed = browser.get(LIST);
        assertThat(sessions(listed))
                .extracting("device")
                .containsExactly("Firefox on Linux", "phone");
        var id = idOf("phone", phone);
        assertThat(browser.delete(LIST + "/" + id, "wrong").error()).isEqualTo("csrf_failed");
        assertThat(browser.delete(LIST, "wrong").error()).isEqualTo("csrf_failed");
        assertThat(caller.refresh(phone.text("refresh_token")).status()).isEqualTo(200);

        assertThat(browser.delete(LIST + "/" + id, browser.csrfToken()).status()).isEqualTo(204);

        assertThat(sessions(browser.get(LIST))).hasSize(1);
        var own = (String) sessions(browser.get(LIST)).getFirst().get("id");
        assertThat(browser.delete(LIST + "/" + own, browser.csrfToken()).status()).isEqualTo(204);
        assertThat(browser.cookie("mintmark-dev")).isEmpty();
        assertThat(browser.get(LIST).status()).isEqualTo(401);
    }

    @Test
    void a_bad_token_is_not_made_good_by_a_cookie_beside_it() {
        var browser = new Browser(base).sending("Authorization", "Bearer x");
        browser.signIn("ann", PASSWORD);

        assertThat(browser.get(LIST).status()).isEqualTo(401);
    }

    @Test
    void the_account_page_names_each_device_and_ends_one_or_all_others() {
        var browser = new Browser(base);
        browser.signIn("ann", PASSWORD);
        signIn("ann", "<i>phone</i>");
        signIn("ann", "tablet");
        var page = browser.get("/account");
        assertThat(page.body())
                .contains("&lt;i&gt;phone&lt;/i&gt;", "tablet", "127.0.0.0/24", "this device")
                .doesNotContain("<i>");
        var token = Browser.formToken(page);
        var id = idOf("tablet", signIn("ann", "fourth"));

        var one = browser.form("/account/end-session", "csrf_token", token, "session", id);
        assertThat(one.body()).contains("That device is signed out.").doesNotContain("tablet");

        assertThat(browser.form("/account/sign-out-others", "csrf_token", "x").status())
                .isEqualTo(403);
        var others = browser.form("/account/sign-out-others", "csrf_token", token);
        assertThat(others.body())
                .contains("All other devices are signed out.", "this device")
                .doesNotContain("phone", "fourth");
        assertThat(browser.get("/session").json()).containsEntry("authenticated", true);
    }

    @Test
    void the_account_page_tells_the_owner_of_a_session_that_others_seem_to_have_had() {
        var leaked = signIn("ann", "<b>phone</b>").text("refresh_token");
        caller.json("/leak-report", "{\"credentials\":[\"%s\"]}".formatted(leaked));
        var reused = signIn("ann", "tablet").text("refresh_token");
        caller.refresh(caller.refresh(reused).text("refresh_token"));
        clock.advance(Duration.ofSeconds(1));
        assertThat(caller.refresh(reused).status()).isEqualTo(400);
        caller.form("/oauth2/revoke", "token", signIn("ann", "laptop").text("refresh_token"));
        var browser = new Browser(base);
        browser.signIn("ann", PASSWORD);

        var page = browser.get("/account").body();
        assertThat(page)
                .contains(
                        "&lt;b&gt;phone&lt;/b&gt; was signed out on",
                        "somebody found its token where it should not be",
                        "tablet was signed out on",
                        "a copy of it was in use elsewhere")
                .doesNotContain("laptop", "<b>");
        clock.advance(Duration.ofDays(5));
        browser.get("/account");
        for (int days = 0; days < 30; days += 5) {
            clock.advance(Duration.ofDays(5));
            browser.get("/account");
        }
        assertThat(browser.get("/account").body()).doesNotContain("was signed out on");
    }

    @Test
    void an_administrator_sees_and_ends_anybodys_sessions() {
        var phone = signIn("ann", "phone");
        var id = idOf("phone", phone);
        clock.advance(Duration.ofSeconds(1));
        signIn("ann", "tablet");
        signIn("bob", "phone");

        var listed = admin.caller().get("/admin/v1/users/ann/sessions");
        assertThat(sessions(listed)).extracting("device").containsExactly("tablet", "phone");
        assertThat(sessions(listed).get(1))
                .containsEntry("id", id)
                .containsEntry("user", "ann")
                .containsEntry("network", "127.0.0.0/24")
                .containsEntry("live", true);

        assertThat(admin.caller().delete("/admin/v1/sessions/" + id).status()).isEqualTo(204);
        assertThat(admin.caller().get("/admin/v1/sessions/" + id).json())
                .containsEntry("live", false)
                .containsEntry("end_reason", "ended_by_admin")
                .containsKey("ended_at");

        var all = admin.caller().delete("/admin/v1/users/ann/sessions");
        assertThat(all.json()).containsEntry("revoked", 1L).containsKey("not_before");
        assertThat(sessions(admin.caller().get("/admin/v1/users/ann/sessions")))
                .extracting("end_reason")
                .containsExactly("cut_off", "ended_by_admin");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/admin/v1/users/nobody/sessions", "/admin/v1/sessions/x"})
    void what_is_not_there_cannot_be_seen_or_ended(String path) {
        assertThat(admin.caller().get(path).status()).isEqualTo(404);
        assertThat(admin.caller().delete(path).status()).isEqualTo(404);
        assertThat(caller.get(path).status()).isEqualTo(401);
    }

    private Answer signIn(String user, String device) {
        return caller.json(
                "/v1/login",
                "{\"username\":\"%s\",\"password\":\"%s\",\"device\":\"%s\"}"
                        .formatted(user, PASSWORD, device));
    }

    private Caller as(Answer signedIn) {
        return caller.bearer(signedIn.text("access_token"));
    }

    private String idOf(String device, Answer signedIn) {
        return sessions(as(signedIn).get(LIST)).stream()
                .filter(session -> device.equals(session.get("device")))
                .map(session -> (String) session.get("id"))
                .findFirst()
                .orElseThrow();
    }

    @SuppressWarnings("unchecked")
    private static List<Map<String, Object>> sessions(Answer answer) {
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        return (List<Map<String, Object>>) answer.json().get("sessions");
    }
}
