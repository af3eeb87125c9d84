package dev.mintmark.e2e.web;

import static org.assertj.core.api.Assertions.assertThat;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.microsoft.playwright.Browser.NewContextOptions;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.Cookie;
import com.microsoft.playwright.options.SelectOption;
import com.microsoft.playwright.options.WaitForSelectorState;

import dev.mintmark.e2e.Admin;
import dev.mintmark.e2e.Caller;
import dev.mintmark.e2e.DataFolders;
import dev.mintmark.e2e.Eventually;
import dev.mintmark.server.Mintmark;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Base64;
import java.util.Map;

/// Every page and every act of the console, in a real browser.
class ConsoleInChromiumTest {
    private static final String PASSWORD = "correct horse battery";

    @TempDir private static Path folder;
    private static final Shifted CLOCK = new Shifted();
    private static Mintmark authority;
    private static Admin admin;
    private static String base;
    private static String key;

    /// The time of this machine, or some days before.
    private static final class Shifted implements InstantSource {
        private volatile Duration by = Duration.ofDays(-40);

        @Override
        public Instant instant() {
            return InstantSource.system().instant().plus(by);
        }
    }

    /// An authority with a past: keys that were replaced, sessions that are over.
    @BeforeAll
    static void start() throws IOException {
        var data = folder.resolve("data");
        authority = Mintmark.start(DataFolders.settings(data, Map.of()), CLOCK);
        base = authority.issuer().text();
        admin = new Admin(new Caller(authority.baseUrl()), authority.lendAdminKey());
        key = Files.readString(data.resolve("admin.key")).strip();
        admin.addUser("ada", PASSWORD, "orders-admin", "support");
        admin.addUser("a.name.that.is.as.long.as.names.can.be@a-long-domain.example", PASSWORD);
        for (var name : new String[] {"Bea", "carl", "dora", "emil", "fay", "gus"}) {
            admin.addUser(name, PASSWORD);
        }
        signIn("ada", "Pixel 9");
        CLOCK.by = Duration.ofDays(-20);
        authority.tend();
        signIn("ada", "Firefox on Linux");
        CLOCK.by = Duration.ofHours(-3);
        authority.tend();
        signIn("carl", "Safari on iPhone");
        CLOCK.by = Duration.ZERO;
        authority.tend();
        signIn("Bea", "Chrome on Windows");
        signIn("ada", "Firefox on Linux");
        admin.addClient("orders-service", "https://orders.example.com", "ES256");
        admin.addPublicClient(
                "shop-app", "https://shop.example.com", "orders:read", "orders:write");
    }

    @AfterAll
    static void stop() {
        authority.close();
    }

    private static void signIn(String user, String device) {
        var answer =
                new Caller(authority.baseUrl())
                        .json(
                                "/v1/login",
                                "{\"username\":\"%s\",\"password\":\"%s\",\"device\":\"%s\"}"
                                        .formatted(user, PASSWORD, device));
        assertThat(answer.status()).isEqualTo(200);
    }

    @Test // WCAG 2.2 AA
    void every_page_is_for_everybody_on_every_screen() {
        try (var console = new Console(base)) {
            var page = console.page();
            var looks = new Looks(page, base);

            console.open("/console");
            looks.at("console-sign-in");
            page.fill("#admin-key", "mm_ak_wrong");
            page.click("text=Open the console");
            page.waitForSelector("#problem");
            looks.at("console-sign-in-refused");
            console.signIn(key);
            looks.forget();
            console.open("/console");
            looks.at("console-overview");
            console.open("/console/users");
            looks.at("console-users");
            console.open("/console/users?prefix=zz");
            looks.at("console-users-none");
            console.open("/console/users/new");
            looks.at("console-user-new");
            console.open("/console/users/ada");
            looks.at("console-user");
            console.open("/console/users/ada/disable");
            looks.at("console-user-disable");
            console.open("/console/users/ada/password");
            looks.at("console-user-password");
            console.open("/console/users/nobody");
            looks.at("console-nobody");
            console.open("/console/sessions");
            looks.at("console-sessions");
            page.click(".list tbody tr:nth-child(1) td:nth-child(2) a");
            looks.at("console-session");
            console.open("/console/sessions/revoke-all");
            looks.forget();
            console.prove("not that one");
            page.waitForSelector("#problem");
            looks.at("console-sessions-not-proved");
            console.open("/console/clients");
            looks.at("console-clients");
            console.open("/console/clients/new");
            looks.at("console-client-new");
            looks.forget();
            page.fill("#id", "orders-service");
            page.click("main button[type=submit]");
            page.waitForSelector("#problem");
            looks.at("console-client-taken");
            console.open("/console/clients/orders-service");
            looks.at("console-client");
            console.open("/console/clients/orders-service/rotate-secret");
            looks.forget();
            console.prove(key);
            page.waitForSelector("#secret");
            looks.at("console-client-secret");
            console.open("/console/keys");
            looks.at("console-keys");
            console.open("/console/keys/rollback?slot=access_tokens.ES256");
            looks.at("console-keys-rollback");
            console.open("/console/admin-keys");
            looks.at("console-admin-keys");
            console.open("/console/admin-keys/new");
            looks.at("console-admin-key-new");
            console.open("/console/alerts?state=all");
            looks.at("console-alerts");
            console.open("/console/audit");
            looks.at("console-audit");
            console.open("/console/audit?kind=cut_off&user=dora");
            looks.at("console-audit-none");
            console.open("/console/settings");
            looks.at("console-settings");
            console.open("/console/token");
            looks.at("console-token");
            page.fill("#token", token());
            page.waitForSelector(".verdict");
            looks.at("console-token-good");
            page.fill("#token", "eyJhbGciOiJub25lIiwidHlwIjoiYXQrand0In0.eyJzdWIiOiJhZGEifQ.");
            page.waitForSelector(".verdict.bad");
            looks.again("console-token-refused");
            console.open("/console/nothing-here");
            looks.at("console-not-found");

            assertThat(looks.complaints()).isEmpty();
            assertThat(console.complaints()).isEmpty();
        }
    }

    @Test // V3.3.4, V14.3.3
    void the_admin_key_is_in_no_place_that_a_script_can_read() {
        try (var console = new Console(base)) {
            console.signIn(key);

            var cookies = console.page().context().cookies();
            assertThat(cookies).extracting(cookie -> cookie.name).contains("mintmark-dev-console");
            assertThat(cookies).allMatch(cookie -> Boolean.TRUE.equals(cookie.httpOnly));
            var reach =
                    console.page()
                            .evaluate(
                                    "JSON.stringify([document.cookie, {...localStorage},"
                                            + " {...sessionStorage}, location.href,"
                                            + " document.documentElement.outerHTML])");
            assertThat((String) reach).doesNotContain(key);
            assertThat(cookies).noneMatch(cookie -> cookie.value.contains(key));
        }
    }

    @Test
    void users_are_found_while_one_types_added_given_a_password_and_disabled() {
        try (var console = new Console(base)) {
            var page = console.page();
            console.signIn(key);

            page.click("nav >> text=Users");
            page.locator("#prefix").pressSequentially("EM");
            page.waitForSelector("#results tr:only-child >> text=emil");
            assertThat(page.textContent("#results")).contains("emil");
            assertThat(page.url()).endsWith("prefix=EM");

            page.click("text=Add a user");
            page.fill("#name", "henry");
            page.fill("#new-password", "short1");
            page.evaluate("document.querySelector('#new-password').minLength = 0");
            page.fill("#roles", "clerk,  auditor");
            page.click("main button[type=submit]");
            assertThat(page.textContent("#problem")).contains("8");
            assertThat(page.inputValue("#roles")).isEqualTo("clerk,  auditor");
            page.fill("#new-password", PASSWORD);
            page.click("main button[type=submit]");
            assertThat(console.notice()).contains("added");
            assertThat(console.heading()).isEqualTo("henry");
            assertThat(console.main()).contains("clerk", "auditor");
            signIn("henry", "Phone");

            page.click("text=Set a password");
            page.fill("#new-password", "another horse battery");
            console.prove("wrong");
            assertThat(page.textContent("#problem")).contains("not the admin key");
            page.fill("#new-password", "another horse battery");
            console.prove(key);
            assertThat(console.notice()).contains("password is set");
            assertThat(console.main()).contains("password changed");

            page.click("text=Disable");
            console.prove(key);
            assertThat(console.notice()).contains("disabled");
            assertThat(page.locator("text=Set a password").count()).isZero();
            assertThat(console.complaints()).isEmpty();
        }
    }

    @Test
    void sessions_are_found_by_user_and_ended() {
        admin.addUser("ivy", PASSWORD);
        signIn("ivy", "Tablet");
        signIn("ivy", "Laptop");
        try (var console = new Console(base)) {
            var page = console.page();
            console.signIn(key);

            page.click("nav >> text=Sessions");
            page.fill("#q", "IVY");
            page.click("text=Search");
            assertThat(page.locator(".list tbody tr").count()).isEqualTo(2);
            page.click(".list >> text=Laptop");
            var id = page.url().substring(page.url().lastIndexOf('/') + 1);
            page.click("text=End this session");
            assertThat(console.notice()).contains("ended");
            assertThat(console.main()).contains("ended by an admin");

            console.open("/console/sessions?q=" + id);
            assertThat(console.heading()).isEqualTo("Laptop");
            console.open("/console/sessions?q=nobody-of-that-name");
            assertThat(console.main()).contains("There is no user of this name");

            console.open("/console/users/ivy");
            page.click("text=End all of them");
            console.prove(key);
            assertThat(page.locator(".tag.off").count()).isEqualTo(2);
            assertThat(console.complaints()).isEmpty();
        }
    }

    @Test
    void a_client_is_added_with_its_secret_shown_once() {
        try (var console = new Console(base)) {
            var page = console.page();
            console.signIn(key);

            page.click("nav >> text=Clients");
            page.click("text=Add a client");
            page.fill("#id", "reports");
            page.uncheck("input[value=client_credentials]");
            page.click("main button[type=submit]");
            assertThat(page.textContent("#problem")).contains("whom the client acts for");
            page.check("input[value=client_credentials]");
            page.fill("#scopes", "reports:read reports:write");
            page.fill("#audiences", "https://reports.example.com");
            page.selectOption("#algorithm", new SelectOption().setValue("RS256"));
            page.click("main button[type=submit]");
            var secret = page.textContent("#secret");
            assertThat(secret).startsWith("mm_cs_");
            page.click("text=To the client");
            assertThat(console.main()).contains("reports:write", "RS256", "https://reports");
            assertThat(page.content()).doesNotContain(secret);

            page.click("text=Replace the secret");
            console.prove(key);
            assertThat(page.textContent("#secret")).startsWith("mm_cs_").isNotEqualTo(secret);
            var token =
                    new Caller(authority.baseUrl())
                            .basic("reports", secret)
                            .form("/oauth2/token", "grant_type", "client_credentials");
            assertThat(token.status()).as("the old secret").isEqualTo(401);
            assertThat(console.complaints()).isEmpty();
        }
    }

    @Test
    void keys_are_announced_rotated_rolled_back_and_revoked() {
        try (var console = new Console(base)) {
            var page = console.page();
            console.signIn(key);
            page.click("nav >> text=Signing keys");
            var slot = "section[aria-labelledby='slot-access_tokens.RS256']";
            var before = page.textContent(slot + " .timeline li:has(.tag.signing) code");

            page.click(slot + " >> text=Announce another");
            assertThat(console.notice()).contains("announced");
            page.click(slot + " >> text=Rotate");
            page.fill("#reason", "a drill");
            console.prove("mm_ak_x");
            assertThat(page.textContent("#problem")).contains("not the admin key");
            assertThat(page.inputValue("#reason")).isEqualTo("a drill");
            console.prove(key);
            assertThat(console.notice()).contains("takes over");
            CLOCK.by = Duration.ofHours(2);
            authority.tend();
            console.signIn(key);
            console.open("/console/keys");
            var after = page.textContent(slot + " .timeline li:has(.tag.signing) code");
            assertThat(after).isNotEqualTo(before);

            page.click(slot + " >> text=Roll back");
            console.prove(key);
            assertThat(page.textContent(slot + " .timeline li:has(.tag.signing) code"))
                    .isEqualTo(before);

            page.click(slot + " .timeline li:has-text(\"" + after + "\") >> text=Revoke");
            page.fill("#reason", "a lost backup");
            console.prove(key);
            assertThat(console.notice()).contains("revoked");
            page.click("text=Keys that are gone");
            assertThat(page.textContent("details.card")).contains(after, "a lost backup");
            assertThat(console.complaints()).isEmpty();
        } finally {
            CLOCK.by = Duration.ZERO;
        }
    }

    @Test
    void an_admin_key_for_some_acts_sees_and_does_no_more() {
        try (var console = new Console(base);
                var other = new Console(base)) {
            var page = console.page();
            console.signIn(key);
            page.click("nav >> text=Admin keys");
            page.click("text=Make a key");
            page.fill("#name", "support desk");
            page.check("input[value='sessions:write']");
            page.check("input[value='users:read']");
            page.selectOption("#days", "30");
            console.prove(key);
            var made = page.textContent("#secret");
            assertThat(made).startsWith("mm_ak_");
            assertThat(console.main()).contains("It expires on");

            other.signIn(made);
            assertThat(other.page().innerText(".menu nav").split("\n"))
                    .containsExactly("Overview", "Users", "Sessions", "Token debugger");
            other.open("/console/users");
            assertThat(other.page().locator("text=Add a user").count()).isZero();
            other.open("/console/keys");
            assertThat(other.main()).contains("needs the scope keys:read");
            other.open("/console/sessions/revoke-all");
            other.prove(key);
            assertThat(other.page().textContent("#problem")).contains("not the admin key");

            page.click("text=To the admin keys");
            page.click("tr:has-text('support desk') >> text=Revoke");
            console.prove(key);
            assertThat(console.notice()).contains("opens nothing");
            other.open("/console/users");
            assertThat(other.heading()).isEqualTo("Console");
        }
    }

    @Test
    void the_audit_is_filtered_by_kind_outcome_person_and_day() {
        new Caller(authority.baseUrl()).signIn("emil", "wrong");
        try (var console = new Console(base)) {
            var page = console.page();
            console.signIn(key);
            page.click("nav >> text=Audit");
            assertThat(console.main()).contains("admin signed in", "admin key adm_");

            page.selectOption("#outcome", "failure");
            page.selectOption("#kind", "sign_in_refused");
            page.fill("#user", "emil");
            page.waitForSelector("#results tbody tr:only-child >> text=sign in refused");
            assertThat(console.main()).contains("wrong password", "127.0.0.1");

            page.fill("#until", "2020-01-01");
            page.waitForSelector("#results >> text=Nothing of this kind");
            page.fill("#until", "");
            page.fill("#user", "nobody-of-that-name");
            page.waitForSelector("#results >> text=Nothing of this kind");
            assertThat(console.complaints()).isEmpty();
        }
    }

    @Test // V7.4.1, V7.4.4
    void whoever_signs_out_is_out_and_the_cookie_of_before_opens_nothing() {
        try (var console = new Console(base)) {
            console.signIn(key);
            var cookies = console.page().context().cookies();

            console.page().click("text=Sign out");
            assertThat(console.heading()).isEqualTo("Console");
            var before = cookies.stream().filter(one -> one.name.endsWith("-console")).toList();
            console.page()
                    .context()
                    .addCookies(
                            before.stream()
                                    .map(one -> new Cookie(one.name, one.value).setUrl(base))
                                    .toList());
            console.open("/console/users");

            assertThat(console.heading()).isEqualTo("Console");
            console.page().fill("#admin-key", key);
            console.page().click("text=Open the console");
            assertThat(console.heading()).as("where one wanted to go").isEqualTo("Users");
        }
    }

    @Test // V3.5.1
    void a_form_of_another_browser_changes_nothing() {
        try (var one = new Console(base);
                var two = new Console(base)) {
            one.signIn(key);
            two.signIn(key);
            one.open("/console/users/new");
            two.open("/console/users/new");
            var foreign =
                    (String)
                            two.page()
                                    .evaluate(
                                            "document.querySelector('main [name=csrf_token]').value");
            one.page()
                    .evaluate(
                            "token => { document.querySelector('main [name=csrf_token]').value = token; }",
                            foreign);

            one.page().fill("#name", "mallory");
            one.page().fill("#new-password", PASSWORD);
            one.page().click("main button[type=submit]");

            assertThat(one.main()).contains("Nothing was changed");
            two.open("/console/users/mallory");
            assertThat(two.main()).contains("There is no user of this name");
        }
    }

    @Test
    void without_scripts_the_console_does_the_same() {
        try (var console = new Console(base, new NewContextOptions().setJavaScriptEnabled(false))) {
            var page = console.page();
            console.signIn(key);

            page.click("nav >> text=Users");
            page.fill("#prefix", "fay");
            page.click("text=Search");
            page.click(".list >> text=fay");
            assertThat(console.heading()).isEqualTo("fay");
            page.setViewportSize(360, 800);
            page.click("summary >> text=Menu");
            page.click("nav >> text=Clients");
            assertThat(console.heading()).isEqualTo("Clients");
            console.open("/console/token");
            assertThat(console.main()).contains("needs scripts");
        }
    }

    @Test
    void the_debugger_says_why_and_sends_the_token_nowhere() {
        var token = token();
        var parts = token.split("\\.");
        try (var console = new Console(base)) {
            var page = console.page();
            console.signIn(key);
            console.open("/console/token");

            assertThat(verdict(console, token, "")).contains("Nothing speaks against it");
            assertThat(verdict(console, token, "https://elsewhere.example"))
                    .contains("wrong_audience");
            assertThat(verdict(console, "Bearer " + token, "api")).contains("Nothing speaks");
            var forged = parts[0] + "." + parts[1] + "." + new StringBuilder(parts[2]).reverse();
            assertThat(verdict(console, changed(token), "")).contains("bad_signature");
            assertThat(verdict(console, forged, "")).containsAnyOf("bad_signature", "malformed");
            assertThat(verdict(console, parts[0] + "." + parts[1], "")).contains("malformed");
            assertThat(verdict(console, "a.b.c.d.e", "")).contains("encrypted");
            assertThat(verdict(console, header("{\"alg\":\"none\"}", parts), ""))
                    .contains("alg_not_allowed");
            assertThat(verdict(console, header("{\"alg\":\"HS256\",\"kid\":\"x\"}", parts), ""))
                    .contains("alg_not_allowed", "shared secret");
            assertThat(verdict(console, header("{\"alg\":\"ES256\",\"kid\":\"x\"}", parts), ""))
                    .contains("unknown_kid");
            page.click("text=Forget it");
            assertThat(page.inputValue("#token")).isEmpty();

            for (var request : console.requests()) {
                var sent = request.url() + request.allHeaders() + request.postData();
                for (var part : parts) {
                    assertThat(sent).doesNotContain(part);
                }
            }
            assertThat(console.complaints()).isEmpty();
        }
    }

    @Test
    void the_debugger_sees_that_a_session_has_ended() {
        admin.addUser("jo", PASSWORD);
        var signedIn = new Caller(authority.baseUrl()).signIn("jo", PASSWORD);
        var token = signedIn.text("access_token");
        try (var console = new Console(base)) {
            console.signIn(key);
            console.open("/console/token");
            assertThat(verdict(console, token, "")).contains("Nothing speaks against it");

            console.open("/console/users/jo/end-sessions");
            console.prove(key);
            console.page().waitForSelector(".notice.good");
            authority.tend();
            console.open("/console/token");

            Eventually.holds(() -> verdict(console, token, "").contains("Its session has ended"));
        }
    }

    private static String verdict(Console console, String token, String audience) {
        var page = console.page();
        page.fill("#audience", "");
        page.fill("#token", "");
        page.waitForSelector(
                ".verdict",
                new Page.WaitForSelectorOptions().setState(WaitForSelectorState.DETACHED));
        page.fill("#audience", audience);
        page.fill("#token", token);
        page.waitForSelector(".verdict");
        return page.innerText("#debugger");
    }

    private static String token() {
        var answer = new Caller(authority.baseUrl()).signIn("dora", PASSWORD);
        return answer.text("access_token");
    }

    /// Another byte in the middle of the signature.
    private static String changed(String token) {
        int at = token.lastIndexOf('.') + 20;
        char other = token.charAt(at) == 'A' ? 'B' : 'A';
        return token.substring(0, at) + other + token.substring(at + 1);
    }

    private static String header(String json, String[] parts) {
        var encoded = Base64.getUrlEncoder().withoutPadding().encodeToString(json.getBytes(UTF_8));
        return encoded + "." + parts[1] + "." + parts[2];
    }
}
