package dev.mintmark.e2e.web;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;

import java.util.List;

/// A tab with the example's page, used as people use it.
record Shop(Page page, Site site) {

    static Shop open(BrowserContext browser, Site site) {
        var shop = new Shop(browser.newPage(), site);
        shop.page.navigate(site.address("/"));
        shop.page.waitForSelector("#nobody:visible, #somebody:visible");
        return shop;
    }

    static Shop signedIn(BrowserContext browser, Site site, String user) {
        var shop = open(browser, site);
        shop.signIn(user);
        return shop;
    }

    void signIn(String user) {
        page.click("#nobody .button");
        page.fill("#username", user);
        page.fill("#password", Site.PASSWORD);
        page.click("button[type=submit]");
        page.waitForSelector("#somebody:visible");
    }

    void order(String item) {
        page.fill("#item", item);
        page.click("#add button");
        page.waitForSelector("#orders li:has-text(\"" + item + "\")");
    }

    List<String> orders() {
        return page.locator("#orders li").allTextContents();
    }

    void signOut() {
        page.click("#sign-out");
        page.waitForSelector("#nobody:visible");
    }

    boolean isSignedIn() {
        return page.isVisible("#somebody");
    }

    /// What a script of the page gets when it asks for this.
    int status(String method, String path) {
        return (int)
                page.evaluate(
                        """
                        async ([method, path]) => {
                            const { mintmark } = await import("/assets/mintmark.js");
                            return (await mintmark().fetch(path, { method })).status;
                        }
                        """,
                        List.of(method, path));
    }

    /// Renews the session now, and says whether that went well.
    boolean renew() {
        return (boolean)
                page.evaluate(
                        "async () => (await import('/assets/mintmark.js')).mintmark().renew()");
    }
}
