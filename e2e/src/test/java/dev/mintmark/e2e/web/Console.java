package dev.mintmark.e2e.web;

import com.microsoft.playwright.Browser.NewContextOptions;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Request;
import com.microsoft.playwright.options.ReducedMotion;

import java.util.ArrayList;
import java.util.List;

/// The console in a browser, as an administrator uses it. Whatever the browser complains of on the
/// way, such as something that the content policy forbids, is kept.
final class Console implements AutoCloseable {
    private final BrowserContext browser;
    private final Page page;
    private final String base;
    private final List<String> complaints = new ArrayList<>();
    private final List<Request> requests = new ArrayList<>();

    Console(String base) {
        this(base, new NewContextOptions());
    }

    Console(String base, NewContextOptions options) {
        this.base = base;
        this.browser = Chromium.fresh(options.setReducedMotion(ReducedMotion.REDUCE));
        this.page = browser.newPage();
        page.onConsoleMessage(message -> {
            // An answer that is an error is one of the things that are looked at.
            if (message.type().equals("error") && !message.text().contains("status of 4")) {
                complaints.add(message.text());
            }
        });
        page.onPageError(complaints::add);
        page.onRequest(requests::add);
    }

    Page page() {
        return page;
    }

    void open(String path) {
        page.navigate(base + path);
    }

    void signIn(String adminKey) {
        open("/console");
        page.fill("#admin-key", adminKey);
        page.click("text=Open the console");
        page.waitForSelector(".side");
    }

    /// Answers the question before something dangerous.
    void prove(String adminKey) {
        page.fill("#admin-key", adminKey);
        page.click("main button[type=submit]");
    }

    String heading() {
        return page.textContent("h1").strip();
    }

    String notice() {
        return page.textContent(".notice").strip();
    }

    String main() {
        return page.innerText("main");
    }

    /// What the browser complained of.
    List<String> complaints() {
        return complaints;
    }

    List<Request> requests() {
        return requests;
    }

    @Override
    public void close() {
        browser.close();
    }
}
