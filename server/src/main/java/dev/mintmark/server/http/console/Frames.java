package dev.mintmark.server.http.console;

import static dev.mintmark.server.admin.AdminScope.ADMIN_KEYS_READ;
import static dev.mintmark.server.admin.AdminScope.AUDIT_READ;
import static dev.mintmark.server.admin.AdminScope.CLIENTS_READ;
import static dev.mintmark.server.admin.AdminScope.KEYS_READ;
import static dev.mintmark.server.admin.AdminScope.SESSIONS_READ;
import static dev.mintmark.server.admin.AdminScope.SETTINGS_READ;
import static dev.mintmark.server.admin.AdminScope.USERS_READ;

import dev.mintmark.server.guard.CsrfTokens;
import dev.mintmark.server.http.Parameters;
import dev.mintmark.server.http.Query;
import dev.mintmark.server.http.page.Brand;
import dev.mintmark.server.http.page.console.Frame;
import dev.mintmark.server.http.page.console.Section;

import java.util.Arrays;
import java.util.Map;

/// What surrounds a page, for whom it is shown to.
final class Frames {
    /// What an address may say was just done. Only these words: an address comes from anywhere.
    private static final Map<String, String> DONE =
            Map.ofEntries(
                    Map.entry("user-added", "The user is added and can sign in."),
                    Map.entry("user-disabled", "The user is disabled, and signed out everywhere."),
                    Map.entry("password-set", "The password is set. The user is signed out."),
                    Map.entry("sessions-ended", "The sessions are ended."),
                    Map.entry("session-ended", "The session is ended."),
                    Map.entry("key-announced", "A key is announced."),
                    Map.entry("key-rotated", "The next key takes over as soon as all can know it."),
                    Map.entry("key-rolled-back", "The key from before signs again."),
                    Map.entry("key-revoked", "The key is revoked; services are being told."),
                    Map.entry("admin-key-revoked", "That admin key opens nothing any more."));

    private final Brand brand;
    private final CsrfTokens tokens;

    Frames(Brand brand, CsrfTokens tokens) {
        this.brand = brand;
        this.tokens = tokens;
    }

    Frame of(Visit visit, Section section) {
        return new Frame(
                brand,
                section,
                visit.key().name(),
                tokens.make(visit.handle()),
                Arrays.stream(Section.values()).filter(one -> isFor(visit, one)).toList(),
                done(visit));
    }

    private static String done(Visit visit) {
        return Query.read(visit.request()) instanceof Parameters query
                ? query.value("done").map(word -> DONE.getOrDefault(word, "")).orElse("")
                : "";
    }

    private static boolean isFor(Visit visit, Section section) {
        return switch (section) {
            case OVERVIEW, TOKEN -> true;
            case USERS -> visit.may(USERS_READ);
            case SESSIONS -> visit.may(SESSIONS_READ);
            case CLIENTS -> visit.may(CLIENTS_READ);
            case KEYS -> visit.may(KEYS_READ);
            case ADMIN_KEYS -> visit.may(ADMIN_KEYS_READ);
            case ALERTS, AUDIT -> visit.may(AUDIT_READ);
            case SETTINGS -> visit.may(SETTINGS_READ);
        };
    }
}
