package dev.mintmark.e2e.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.BrowserContext;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/// Looks for the real secrets of a session in everything that a script can get hold of.
class NothingToStealTest {
    @TempDir private Path folder;

    @Test // V3.3.4, R-223, R-227
    void no_secret_of_a_session_is_within_reach_of_a_script() throws Exception {
        try (var site = Site.start(folder);
                var browser = Chromium.fresh()) {
            site.addUser("ann");
            var reach = new Reach(browser);
            var shop = Shop.open(browser, site);
            reach.look(shop.page());
            shop.page().click("#nobody .button");
            shop.page().waitForSelector("#username");
            reach.look(shop.page());
            var secrets = new ArrayList<>(cookies(browser));

            shop.page().fill("#username", "ann");
            shop.page().fill("#password", Site.PASSWORD);
            shop.page().click("button[type=submit]");
            shop.page().waitForSelector("#somebody:visible");
            shop.order("a teapot");
            assertThat(shop.renew()).isTrue();
            reach.look(shop.page());
            secrets.addAll(cookies(browser));
            shop.page().click("text=Account");
            shop.page().waitForSelector("text=Where you are signed in");
            reach.look(shop.page());

            var tokens = site.api().seen().stream().map(OrdersApi.Seen::token).toList();
            assertThat(tokens).hasSizeGreaterThan(2).allMatch(token -> token.startsWith("eyJ"));
            // That of the sign-in form, that of the session, and that of a browser that is known.
            assertThat(secrets).hasSize(3).allMatch(secret -> secret.length() > 20);
            tokens.forEach(token -> secrets.add(token.substring(token.lastIndexOf('.'))));
            for (var secret : secrets) {
                assertThat(reach.placesOf(secret)).as("places of a secret").isEmpty();
            }
            assertThat(reach.placesOf("mm_sh_")).isEmpty();
            assertThat(reach.placesOf("eyJ")).isEmpty();
            assertStoresAreEmpty(reach.texts());
            assertFindsWhatIsThere(reach);
        }
    }

    private static List<String> cookies(BrowserContext browser) {
        return browser.cookies().stream().map(cookie -> cookie.value).toList();
    }

    private static void assertStoresAreEmpty(Map<String, String> texts) {
        var stored =
                texts.entrySet().stream()
                        .filter(entry ->
                                entry.getKey()
                                        .matches(
                                                "(document\\.cookie|cookieStore|localStorage|sessionStorage"
                                                        + "|indexedDB|caches) of .*"))
                        .map(Map.Entry::getValue)
                        .collect(Collectors.toSet());
        assertThat(stored).containsOnly("", "{}", "[]");
    }

    /// The token against forged requests is no secret to the page, so it must be found.
    private static void assertFindsWhatIsThere(Reach reach) {
        var answer =
                reach.texts().entrySet().stream()
                        .filter(entry -> entry.getKey().endsWith("/session/refresh"))
                        .filter(entry -> entry.getKey().startsWith("answer"))
                        .findFirst()
                        .orElseThrow();
        assertThat(answer.getValue()).contains("\"csrf_token\"");
        assertThat(reach.placesOf("a teapot"))
                .anyMatch(place -> place.startsWith("heap"))
                .anyMatch(place -> place.startsWith("DOM"))
                .anyMatch(place -> place.startsWith("answer"));
        assertThat(reach.placesOf("csrf_token"))
                .anyMatch(place -> place.startsWith("DOM"))
                .anyMatch(place -> place.startsWith("heap"));
    }
}
