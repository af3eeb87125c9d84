package dev.mintmark.e2e.web;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.gson.JsonObject;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Page.EmulateMediaOptions;
import com.microsoft.playwright.Page.ScreenshotOptions;
import com.microsoft.playwright.Request;
import com.microsoft.playwright.options.ColorScheme;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// Looks at pages as different people see them: narrow and wide, light and dark, by eye (pictures
/// in `target/screenshots`) and with assistive technology, which axe-core knows about.
final class Looks {
    private static final int MOST_BYTES = 60 * 1024;
    private static final Path PICTURES = Path.of("target/screenshots");
    private static final String AXE = axe();
    private static final String VIOLATIONS =
            """
            async () => {
                const { violations } = await axe.run({ runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa",
                    "wcag22aa", "best-practice"] });
                return violations.map(({ id, nodes }) => id + ": " + nodes.map(({ html }) => html).join(" "));
            }
            """;

    private final Page page;
    private final String ours;
    private final List<Request> loaded = new ArrayList<>();
    private final List<String> complaints = new ArrayList<>();

    /// @param ours what the address of everything that is loaded has to begin with
    Looks(Page page, String ours) {
        this.page = page;
        this.ours = ours;
        page.onRequestFinished(loaded::add);
        // What is in the cache would not be weighed.
        var developer = page.context().newCDPSession(page);
        var off = new JsonObject();
        off.addProperty("cacheDisabled", true);
        developer.send("Network.enable");
        developer.send("Network.setCacheDisabled", off);
    }

    /// Weighs nothing of what was loaded until now: it was on the way to what is looked at.
    void forget() {
        loaded.clear();
    }

    /// Looks at the page as it is now, and weighs what was loaded for it.
    void at(String name) {
        // A click returns before the page it leads to has begun to load.
        page.waitForCondition(() -> !loaded.isEmpty());
        page.waitForLoadState();
        weigh(name);
        again(name);
    }

    /// Looks at a page that has changed without loading anything.
    void again(String name) {
        page.evaluate(AXE + "; undefined");
        for (int width : List.of(320, 360, 1280)) {
            page.setViewportSize(width, 800);
            for (var scheme : List.of(ColorScheme.LIGHT, ColorScheme.DARK)) {
                page.emulateMedia(new EmulateMediaOptions().setColorScheme(scheme));
                var seen = name + " at " + width + " px, " + scheme;
                for (var violation : (List<?>) page.evaluate(VIOLATIONS)) {
                    complaints.add(seen + ": " + violation);
                }
                if ((boolean) page.evaluate("document.documentElement.scrollWidth > innerWidth")) {
                    complaints.add(seen + ": is wider than the window");
                }
                if (width != 320) {
                    picture("%s-%d-%s.png".formatted(name, width, scheme).toLowerCase(Locale.ROOT));
                }
            }
        }
    }

    private void picture(String name) {
        page.screenshot(new ScreenshotOptions().setPath(PICTURES.resolve(name)).setFullPage(true));
    }

    private void weigh(String name) {
        int bytes = 0;
        for (var request : List.copyOf(loaded)) {
            if (!request.url().startsWith(ours)) {
                complaints.add(name + ": asks elsewhere, for " + request.url());
            }
            var sizes = request.sizes();
            bytes += sizes.responseBodySize + sizes.responseHeadersSize;
        }
        if (loaded.isEmpty() || bytes > MOST_BYTES) {
            complaints.add(name + ": weighs " + bytes + " bytes");
        }
        loaded.clear();
    }

    List<String> complaints() {
        return complaints;
    }

    private static String axe() {
        try (var in = Looks.class.getResourceAsStream("/axe.min.js")) {
            if (in == null) {
                throw new IllegalStateException("axe-core is not on the class path");
            }
            return new String(in.readAllBytes(), UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
