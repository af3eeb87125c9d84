package dev.mintmark.server.guard;

import java.time.Duration;

/// A cookie as we set it: for this host and no other, out of reach of scripts and of plain http.
///
/// The name of the session's begins with `__Host-Http-` (RFC 6265bis §4.1.3 and Layered Cookies):
/// browsers then accept it only from a secure response with `Path=/`, without `Domain`, and, where
/// they know the longer prefix, never from a script. On plain http, which is for loopback only, no
/// browser would take such a name, so another one says what it is.
///
/// @param secure whether the authority is known by an https URL
public record SessionCookie(String name, boolean secure, SameSite sameSite) {

    /// When other sites' links and forms bring the cookie along.
    public enum SameSite {
        STRICT("Strict"),
        /// With links that lead here, too; needed where people arrive from other sites and are to
        /// be signed in at the first page.
        LAX("Lax");

        private final String word;

        SameSite(String word) {
            this.word = word;
        }
    }

    /// What browsers keep at most (RFC 6265bis §5.5).
    private static final Duration LONGEST = Duration.ofDays(400);

    /// The cookie that holds the session's handle.
    public static SessionCookie ofSession(boolean secure, SameSite sameSite) {
        return new SessionCookie(
                secure ? "__Host-Http-mintmark" : "mintmark-dev", secure, sameSite);
    }

    /// The cookie that holds the handle of an administrator's session.
    public static SessionCookie ofConsole(boolean secure) {
        return new SessionCookie(
                secure ? "__Host-Http-mintmark-console" : "mintmark-dev-console",
                secure,
                SameSite.STRICT);
    }

    /// The cookie that the console's sign-in form is bound to.
    public static SessionCookie beforeConsole(boolean secure) {
        return new SessionCookie(
                secure ? "__Host-Http-mintmark-console-sign-in" : "mintmark-dev-console-sign-in",
                secure,
                SameSite.STRICT);
    }

    /// The cookie that says that a session's device has shown its key lately.
    public static SessionCookie ofDevice(boolean secure, SameSite sameSite) {
        return new SessionCookie(
                secure ? "__Host-Http-mintmark-device" : "mintmark-dev-device", secure, sameSite);
    }

    /// The cookie that a sign-in form is bound to before there is a session.
    public static SessionCookie beforeSession(boolean secure) {
        return new SessionCookie(
                secure ? "__Host-Http-mintmark-sign-in" : "mintmark-dev-sign-in",
                secure,
                SameSite.STRICT);
    }

    /// The cookie that says that somebody was let in with this browser before.
    public static SessionCookie ofKnownDevice(boolean secure) {
        return new SessionCookie(
                secure ? "__Host-Http-mintmark-known" : "mintmark-dev-known",
                secure,
                SameSite.STRICT);
    }

    /// The `Set-Cookie` value that gives the browser the cookie.
    public String set(String value, Duration life) {
        var bounded = life.compareTo(LONGEST) > 0 ? LONGEST : life;
        return "%s=%s; Max-Age=%d; %s".formatted(name, value, bounded.toSeconds(), attributes());
    }

    /// The one that takes it away: deletion must repeat what the cookie was set with.
    public String clear() {
        return "%s=; Max-Age=0; %s".formatted(name, attributes());
    }

    /// What is said of it besides its value and its life.
    public String attributes() {
        return "Path=/; HttpOnly; %sSameSite=%s".formatted(secure ? "Secure; " : "", sameSite.word);
    }
}
