package dev.mintmark.e2e.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Request;
import com.microsoft.playwright.options.Cookie;
import com.microsoft.playwright.options.SameSiteAttribute;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/// A session as a person has it: in a real browser, in many tabs, over days.
class SessionInChromiumTest {
    private static final String COOKIE = "__Host-Http-mintmark";
    private static final int FOUR_MINUTES = 240_000;

    @TempDir private static Path folder;
    private static Site site;
    private static int people;
    private BrowserContext browser;
    private String user;

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
        browser = Chromium.fresh();
        user = "ann" + ++people;
        site.addUser(user);
    }

    @AfterEach
    void close() {
        browser.close();
    }

    @Test
    void a_person_signs_in_and_the_browser_keeps_the_cookie_from_scripts() {
        var shop = Shop.signedIn(browser, site, user);

        shop.order("a teapot");

        assertThat(shop.orders()).containsExactly("a teapot");
        assertThat(site.api().last().header("X-Auth-User")).isEqualTo(user);
        var cookie = cookie();
        assertThat(cookie.httpOnly).isTrue();
        assertThat(cookie.secure).isTrue();
        assertThat(cookie.sameSite).isEqualTo(SameSiteAttribute.STRICT);
        assertThat(cookie.domain).as("this host alone").isEqualTo("app.shop.test");
        assertThat(shop.page().evaluate("document.cookie")).isEqualTo("");
    }

    @Test
    void the_session_is_renewed_without_the_page_noticing() {
        browser.clock().install();
        var shop = Shop.signedIn(browser, site, user);

        for (int day = 0; day < 5; day++) {
            site.clock().advance(Duration.ofHours(20));
            shop.page()
                    .waitForResponse(
                            answer -> answer.url().endsWith("/session/refresh") && answer.ok(),
                            () -> browser.clock().fastForward(FOUR_MINUTES));
        }
        shop.order("another teapot");

        assertThat(shop.isSignedIn()).isTrue();
    }

    @Test
    void ten_tabs_renew_at_once_and_all_go_on() {
        Shop.signedIn(browser, site, user);
        var before = cookie().value;
        var tabs = IntStream.range(0, 10).mapToObj(_ -> Shop.open(browser, site)).toList();

        var answers = new ArrayList<Integer>();
        browser.onResponse(answer -> {
            if (answer.url().endsWith("/session/refresh")) {
                answers.add(answer.status());
            }
        });
        // Started everywhere before anybody waits for an answer.
        var script =
                "async () => { window.renewed ="
                        + " (await import('/assets/mintmark.js')).mintmark().renew(); }";
        tabs.forEach(tab -> tab.page().evaluate(script));
        tabs.forEach(tab -> assertThat(tab.page().evaluate("renewed")).isEqualTo(true));

        assertThat(answers).hasSize(10).containsOnly(200);
        assertThat(cookie().value).isEqualTo(before);
        tabs.forEach(tab -> assertThat(tab.status("POST", "/orders")).isEqualTo(201));
    }

    @Test
    void of_many_tabs_one_renews_and_when_it_closes_another_does() {
        browser.clock().install();
        var tabs = new ArrayList<Page>(List.of(Shop.signedIn(browser, site, user).page()));
        for (int i = 0; i < 3; i++) {
            tabs.add(Shop.open(browser, site).page());
        }

        for (int left = 4; left > 1; left--) {
            var renewing = new ArrayList<Request>();
            browser.onRequest(request -> {
                if (request.url().endsWith("/session/refresh")) {
                    renewing.add(request);
                }
            });
            browser.waitForCondition(() -> {
                browser.clock().fastForward(FOUR_MINUTES);
                return !renewing.isEmpty();
            });
            var tab = renewing.getFirst().frame().page();
            assertThat(renewing).allMatch(one -> one.frame().page().equals(tab));
            tab.close();
            tabs.remove(tab);
        }
        assertThat(tabs).hasSize(1);
    }

    @Test // V7.4.1
    void signing_out_in_one_tab_ends_it_in_all() {
        var one = Shop.signedIn(browser, site, user);
        var other = Shop.open(browser, site);
        other.order("a secret teapot");
        var stolen = cookie();

        one.signOut();

        other.page().waitForSelector("#nobody:visible");
        assertThat(other.page().content()).doesNotContain("teapot", user);
        // What is left says only that somebody was let in here before.
        assertThat(browser.cookies())
                .extracting(cookie -> cookie.name)
                .containsExactly(COOKIE + "-known");
        browser.addCookies(List.of(stolen));
        assertThat(other.status("GET", "/orders")).as("a copy of the cookie").isEqualTo(401);
    }

    @Test
    void signing_out_on_the_account_page_is_noticed_when_one_comes_back_to_the_tab() {
        var shop = Shop.signedIn(browser, site, user);
        var account = browser.newPage();
        account.navigate(site.address("/account"));

        account.click("text=Sign out");
        account.waitForSelector("text=You are signed out on this device.");
        shop.page().evaluate("document.dispatchEvent(new Event('visibilitychange'))");

        shop.page().waitForSelector("text=You are signed out.");
    }

    @Test // V14.3.1
    void going_back_after_signing_out_shows_nothing() {
        var shop = Shop.signedIn(browser, site, user);
        shop.order("a secret teapot");
        var page = shop.page();
        page.click("text=Account");
        page.waitForSelector("text=Where you are signed in");

        page.click("text=Sign out");
        page.waitForSelector("text=You are signed out on this device.");

        page.goBack();
        page.waitForSelector("#username");
        assertThat(page.content()).doesNotContain(user);
        page.navigate(site.address("/"));
        page.waitForSelector("#nobody:visible");
        page.goBack();
        page.goBack();
        assertThat(page.content()).doesNotContain(user, "teapot");
    }

    private Cookie cookie() {
        return browser.cookies().stream()
                .filter(cookie -> cookie.name.equals(COOKIE))
                .findFirst()
                .orElseThrow();
    }
}
