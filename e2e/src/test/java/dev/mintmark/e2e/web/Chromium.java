package dev.mintmark.e2e.web;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Browser.NewContextOptions;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Playwright;

import org.jspecify.annotations.Nullable;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/// The Chromium of this machine, started once for all tests. Each context of it is a browser
/// without a past.
final class Chromium {
    private static @Nullable Browser browser;

    private Chromium() {}

    static BrowserContext fresh() {
        return fresh(new NewContextOptions());
    }

    /// Takes our certificate, which nobody vouches for.
    static BrowserContext fresh(NewContextOptions options) {
        if (browser == null) {
            browser = launch(Programs.need("chromium"));
        }
        var context = browser.newContext(options.setIgnoreHTTPSErrors(true));
        context.setDefaultTimeout(10_000);
        return context;
    }

    private static Browser launch(Path program) {
        var options =
                new Playwright.CreateOptions()
                        .setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1"));
        return Playwright.create(options)
                .chromium()
                .launch(
                        new BrowserType.LaunchOptions()
                                .setExecutablePath(program)
                                .setArgs(List.of("--host-resolver-rules=MAP *.test 127.0.0.1")));
    }
}
