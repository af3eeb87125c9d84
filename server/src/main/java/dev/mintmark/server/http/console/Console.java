package dev.mintmark.server.http.console;

import dev.mintmark.server.admin.ConsoleSessions;
import dev.mintmark.server.event.Events;
import dev.mintmark.server.guard.CrossSiteRule;
import dev.mintmark.server.guard.CsrfTokens;
import dev.mintmark.server.http.Brakes;
import dev.mintmark.server.http.QuotaExceeded;
import dev.mintmark.server.http.RouteGroup;
import dev.mintmark.server.http.admin.AdminApi;
import dev.mintmark.server.http.page.Asset;
import dev.mintmark.server.http.page.Brand;
import dev.mintmark.server.http.page.ConsolePages;
import dev.mintmark.server.http.page.console.Section;

import java.net.URI;
import java.time.InstantSource;
import java.util.Set;
import java.util.random.RandomGenerator;

/// Everything under `/console`.
public final class Console {
    private static final String SCRIPT = "text/javascript; charset=utf-8";

    private final ConsolePages pages;
    private final Door door;
    private final Part part;
    private final URI issuer;
    private final Brakes brakes;

    public Console(
            URI issuer,
            Brand brand,
            ConsoleSessions sessions,
            CsrfTokens tokens,
            AdminApi api,
            Brakes brakes,
            InstantSource clock,
            RandomGenerator random,
            Events events) {
        this.issuer = issuer;
        this.brakes = brakes;
        this.pages = new ConsolePages(brand);
        this.door =
                new Door(
                        sessions,
                        tokens,
                        new CrossSiteRule(
                                Set.of(issuer.getScheme() + "://" + issuer.getRawAuthority())),
                        issuer.getScheme().equals("https"),
                        pages,
                        random,
                        events);
        this.part =
                new Part(
                        Section.OVERVIEW,
                        new Desk(api),
                        door,
                        new Frames(brand, tokens),
                        pages,
                        new Words(clock));
    }

    /// What is not there is told in a page, too.
    public RouteGroup beneath() {
        return RouteGroup.under("/console/", pages::problem);
    }

    public RouteGroup pages() {
        var group = RouteGroup.under("/", pages::problem);
        group.get("/console/sign-in", door::showSignIn)
                .post(
                        "/console/sign-in",
                        brakes.around(
                                door::signIn,
                                held -> QuotaExceeded.in(pages::problem, held),
                                Set.of(401, 403)))
                .post("/console/sign-out", door.act(door::signOut));
        new OverviewPage(part).addTo(group);
        new UserPages(part.of(Section.USERS)).addTo(group);
        new SessionPages(part.of(Section.SESSIONS)).addTo(group);
        new ClientPages(part.of(Section.CLIENTS)).addTo(group);
        new KeyPages(part.of(Section.KEYS)).addTo(group);
        new AdminKeyPages(part.of(Section.ADMIN_KEYS)).addTo(group);
        new AlertsPage(part.of(Section.ALERTS)).addTo(group);
        new AuditPage(part.of(Section.AUDIT)).addTo(group);
        new SettingsPage(part.of(Section.SETTINGS)).addTo(group);
        new TokenPage(part.of(Section.TOKEN), issuer.toString()).addTo(group);
        group.get("/assets/console.css", Asset.ours("console.css", "text/css; charset=utf-8"))
                .get("/assets/console.js", Asset.ours("console.js", SCRIPT))
                .get("/assets/token.js", Asset.ours("token.js", SCRIPT));
        return group;
    }
}
