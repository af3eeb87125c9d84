package dev.mintmark.e2e.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Request;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;

/// Pages of others, in the browser of somebody who is signed in. One is of another site, where
/// browsers hold the cookie back. The other is a neighbour of the same site, to whose requests they
/// add it: there our own rules stand alone.
class OtherSitesTest {
    @TempDir private static Path folder;
    private static Site site;
    private static BrowserContext browser;
    private static Shop shop;
    private static Map<String, String> own;

    @BeforeAll
    static void start() throws Exception {
        site = Site.start(folder);
        site.plant("index.html", Attempt.TOOLS);
        site.addUser("ann");
        site.addUser("mallory");
        browser = Chromium.fresh();
        shop = Shop.signedIn(browser, site, "ann");
        shop.order("a teapot");
        own = ofTheAttacker();
    }

    @AfterAll
    static void stop() {
        browser.close();
        site.close();
    }

    /// What the attacker got in a browser of their own.
    private static Map<String, String> ofTheAttacker() {
        try (var other = Chromium.fresh()) {
            var page = other.newPage();
            page.navigate(site.address("/login"));
            return Map.of(
                    "token", page.inputValue("input[name=csrf_token]"), "password", Site.PASSWORD);
        }
    }

    static Stream<List<Object>> attempts() {
        return Stream.of("evil.test", "blog.shop.test")
                .flatMap(
                        host -> Stream.of(Attempt.values()).map(attempt -> List.of(host, attempt)));
    }

    @ParameterizedTest // V3.5.1, V3.5.2, V3.5.3, V3.5.8, R-228 to R-231
    @MethodSource("attempts")
    void every_attempt_is_refused_and_nothing_is_changed(List<Object> one) {
        var attempt = (Attempt) one.getLast();
        var before = state();
        var changing = new ArrayList<Request>();
        var page = browser.newPage();
        page.navigate(site.elsewhere((String) one.getFirst(), "/index.html"));
        Consumer<Request> watch =
                request -> {
                    if (isUnsafe(request)) {
                        changing.add(request);
                    }
                };
        browser.onRequest(watch);

        var learnt = new ArrayList<Object>();
        var opened = attempted(attempt, page, learnt);

        assertThat(learnt).as("what the page learnt").containsExactly("");
        assertThat(changing).hasSize(attempt.isUnsafe() ? 1 : 0).allSatisfy(this::assertRefused);
        if (attempt.frames()) {
            assertThat(page.frames().getLast().url()).doesNotStartWith(site.address(""));
        }
        browser.offRequest(watch);
        opened.ifPresent(Page::close);
        page.close();
        assertThat(state()).isEqualTo(before);
    }

    /// @return the window that was opened
    private static Optional<Page> attempted(Attempt attempt, Page page, List<Object> learnt) {
        var ours = Map.of("app", site.address(""), "own", own);
        if (!attempt.opens()) {
            learnt.add(page.evaluate(attempt.script(), ours));
            return Optional.empty();
        }
        var opened = browser.waitForPage(() -> learnt.add(page.evaluate(attempt.script(), ours)));
        opened.waitForLoadState();
        return Optional.of(opened);
    }

    private static boolean isUnsafe(Request request) {
        return request.url().startsWith(site.address("/"))
                && !List.of("GET", "HEAD", "OPTIONS").contains(request.method());
    }

    /// By us, or by the browser before it sent anything.
    private void assertRefused(Request request) {
        var answer = request.response();
        if (answer != null) {
            assertThat(answer.status()).as(request.url()).isIn(303, 401, 403, 415);
            assertThat(answer.status() == 303 ? answer.headerValue("location") : "/login?")
                    .as("where nobody is sent")
                    .startsWith("/login?");
        } else {
            assertThat(request.failure()).isNotNull();
        }
    }

    /// Who is signed in, by which cookie, and what was ordered.
    private static List<Object> state() {
        shop.page().reload();
        shop.page().waitForSelector("#orders li");
        return List.of(
                shop.page().textContent("#name"),
                shop.orders(),
                site.api().ordered(),
                browser.cookies(site.address("/")).stream()
                        .filter(cookie ->
                                !cookie.name.endsWith("-sign-in") || cookie.value.equals("planted"))
                        .map(cookie -> cookie.name + "=" + cookie.value)
                        .toList());
    }
}
