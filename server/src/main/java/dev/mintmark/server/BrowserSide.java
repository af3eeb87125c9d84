package dev.mintmark.server;

import dev.mintmark.server.config.Browser;
import dev.mintmark.server.config.Issuer;
import dev.mintmark.server.fault.CannotStart;
import dev.mintmark.server.guard.CrossSiteRule;
import dev.mintmark.server.guard.SessionCookie;
import dev.mintmark.server.guard.SessionCookie.SameSite;
import dev.mintmark.server.http.page.Asset;
import dev.mintmark.server.http.page.Brand;
import dev.mintmark.server.http.page.Pages;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Locale;
import java.util.Optional;

/// What the settings mean for browsers.
///
/// @param deviceCookie where sessions are bound to devices
record BrowserSide(
        Pages pages,
        Asset logo,
        CrossSiteRule rule,
        SessionCookie cookie,
        Optional<SessionCookie> deviceCookie) {
    private static final int LARGEST_LOGO = 32 * 1024;

    static BrowserSide of(Browser settings, Issuer issuer) {
        var origins = new HashSet<>(settings.origins());
        origins.add(issuer.uri().getScheme() + "://" + issuer.uri().getRawAuthority());
        boolean secure = issuer.uri().getScheme().equals("https");
        var sameSite = settings.crossSiteLinks() ? SameSite.LAX : SameSite.STRICT;
        var brand =
                new Brand(
                        settings.brandName(),
                        issuer.uri().getRawPath() + "/assets/logo",
                        issuer.uri().getRawPath());
        return new BrowserSide(
                new Pages(brand, settings.origins()),
                settings.logo().map(BrowserSide::logo).orElseGet(BrowserSide::ownMark),
                new CrossSiteRule(origins),
                SessionCookie.ofSession(secure, sameSite),
                settings.deviceBound()
                        ? Optional.of(SessionCookie.ofDevice(secure, sameSite))
                        : Optional.empty());
    }

    private static Asset ownMark() {
        return Asset.ours("mark.svg", "image/svg+xml");
    }

    private static Asset logo(Path file) {
        try {
            if (Files.size(file) > LARGEST_LOGO) {
                throw new CannotStart("The logo is larger than 32 KiB: " + file + ".");
            }
            boolean svg = file.toString().toLowerCase(Locale.ROOT).endsWith(".svg");
            return Asset.of(svg ? "image/svg+xml" : "image/png", Files.readAllBytes(file));
        } catch (IOException e) {
            throw new CannotStart("The logo cannot be read: " + file + ".");
        }
    }
}
