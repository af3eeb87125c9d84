package dev.mintmark.e2e.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser.NewContextOptions;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ReducedMotion;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;
import java.util.List;

/// Every page that people see, in every state: nobody is kept out, nothing is loaded from
/// elsewhere, nothing is heavy, and scripts are not needed.
class PagesInChromiumTest {
    private static final List<String> OTHER_BROWSERS =
            List.of(
                    "Mozilla/5.0 (iPhone; CPU iPhone OS 19_1 like Mac OS X) AppleWebKit/605.1.15"
                            + " (KHTML, like Gecko) Version/19.1 Mobile/15E148 Safari/604.1",
                    "Mozilla/5.0 (Android 16; Mobile; rv:145.0) Gecko/145.0 Firefox/145.0",
                    "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko)"
                            + " Chrome/142.0.0.0 Safari/537.36 Edg/142.0.0.0");

    @TempDir private static Path folder;
    private static Site site;

    @BeforeAll
    static void start() throws Exception {
        site = Site.start(folder);
    }

    @AfterAll
    static void stop() {
        site.close();
    }

    @Test // WCAG 2.2 AA
    void every_page_is_for_everybody_on_every_screen() {
        var longName = "a.name.that.is.as.long.as.names.of.people.can.be@a-long-domain.example";
        site.addUser(longName);
        OTHER_BROWSERS.forEach(userAgent -> signInFrom(userAgent, longName));
        var options = new NewContextOptions().setReducedMotion(ReducedMotion.REDUCE);
        try (var browser = Chromium.fresh(options)) {
            var page = browser.newPage();
            var looks = new Looks(page, site.address("/"));

            page.navigate(site.address("/login?client_id=shop"));
            looks.at("sign-in");
            signIn(page, longName, "wrong");
            looks.at("sign-in-refused");
            page.navigate(site.address("/login?client_id=nobody-knows"));
            signIn(page, longName, Site.PASSWORD);
            looks.at("unknown-application");
            page.navigate(site.address("/login"));
            signIn(page, longName, Site.PASSWORD);
            looks.at("account");
            page.click("text=Sign out >> nth=1");
            looks.at("account-device-signed-out");
            changePassword(page, "wrong", "another horse battery");
            looks.at("account-password-refused");
            changePassword(page, Site.PASSWORD, "another horse battery");
            looks.at("password-changed");
            page.navigate(site.address("/account/nothing-here"));
            looks.at("not-found");
            page.navigate(site.address("/account"));
            looks.at("account-with-one-device");
            page.evaluate("document.querySelector('[name=csrf_token]').value = 'x'");
            page.click("text=Sign out >> nth=0");
            looks.at("refused");
            page.navigate(site.address("/account"));
            page.click("text=Sign out >> nth=0");
            looks.at("signed-out");

            assertThat(looks.complaints()).isEmpty();
        }
    }

    @Test
    void the_example_is_for_everybody_as_well() {
        site.addUser("ben");
        var options = new NewContextOptions().setReducedMotion(ReducedMotion.REDUCE);
        try (var browser = Chromium.fresh(options)) {
            var shop = new Shop(browser.newPage(), site);
            var looks = new Looks(shop.page(), site.address("/"));

            shop.page().navigate(site.address("/"));
            shop.page().waitForSelector("#nobody:visible");
            looks.at("example");
            shop.signIn("ben");
            shop.order("a teapot");
            shop.order("two cups");
            looks.at("example-signed-in");

            assertThat(looks.complaints()).isEmpty();
        }
    }

    @Test
    void without_scripts_one_signs_in_changes_the_password_and_signs_out() {
        site.addUser("cleo");
        var options = new NewContextOptions().setJavaScriptEnabled(false);
        try (var browser = Chromium.fresh(options)) {
            var page = browser.newPage();

            page.navigate(site.address("/account"));
            assertThat(page.title()).startsWith("Sign in");
            signIn(page, "cleo", Site.PASSWORD);
            assertThat(page.textContent(".who")).isEqualTo("cleo");
            changePassword(page, Site.PASSWORD, "another horse battery");
            assertThat(page.textContent("h1")).isEqualTo("Password changed");
            page.click("text=Back to your account");
            page.click("text=Sign out >> nth=0");
            assertThat(page.textContent("h1")).isEqualTo("Signed out");
            page.click("text=Sign in again");
            signIn(page, "cleo", "another horse battery");
            assertThat(page.textContent(".who")).isEqualTo("cleo");
        }
    }

    @Test
    void the_keyboard_is_enough_to_sign_in() {
        site.addUser("dora");
        try (var browser = Chromium.fresh()) {
            var page = browser.newPage();
            page.navigate(site.address("/login"));

            page.waitForFunction("document.activeElement.id === 'username'");
            page.keyboard().type("dora");
            page.keyboard().press("Tab");
            page.keyboard().type(Site.PASSWORD);
            page.keyboard().press("Enter");

            page.waitForURL("**/account");
            assertThat(page.textContent(".who")).isEqualTo("dora");
        }
    }

    private static void signInFrom(String userAgent, String name) {
        try (var browser = Chromium.fresh(new NewContextOptions().setUserAgent(userAgent))) {
            var page = browser.newPage();
            page.navigate(site.address("/login"));
            signIn(page, name, Site.PASSWORD);
        }
    }

    private static void signIn(Page page, String name, String password) {
        page.fill("#username", name);
        page.fill("#password", password);
        page.click("button[type=submit]");
    }

    private static void changePassword(Page page, String current, String wanted) {
        page.fill("#current", current);
        page.fill("#new", wanted);
        page.click("text=Change password >> nth=-1");
    }
}
