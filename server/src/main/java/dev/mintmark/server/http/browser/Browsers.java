package dev.mintmark.server.http.browser;

import dev.mintmark.server.account.Account;
import dev.mintmark.server.account.UserName;
import dev.mintmark.server.guard.CrossSiteRule;
import dev.mintmark.server.guard.CsrfTokens;
import dev.mintmark.server.guard.KnownDevices;
import dev.mintmark.server.guard.SessionCookie;
import dev.mintmark.server.http.Cookies;
import dev.mintmark.server.http.HttpRequest;
import dev.mintmark.server.http.HttpResponse;
import dev.mintmark.server.session.BrowserSessions;
import dev.mintmark.server.session.BrowserSessions.Resumption;
import dev.mintmark.server.session.Family;
import dev.mintmark.verifier.jose.Base64Url;

import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.Function;
import java.util.random.RandomGenerator;

/// Who is behind a request of a browser, and whether it may change something.
public final class Browsers {
    static final String TOKEN_HEADER = "X-CSRF-Token";

    private static final int BINDING_BYTES = 16;
    private static final Duration TIME_TO_SIGN_IN = Duration.ofHours(1);

    private final BrowserSessions sessions;
    private final CsrfTokens tokens;
    private final CrossSiteRule rule;
    private final SessionCookie cookie;
    private final SessionCookie signInCookie;
    private final Optional<BoundDevices> devices;
    private final SessionCookie knownCookie;
    private final KnownDevices knownDevices;
    private final InstantSource clock;
    private final RandomGenerator random;

    /// @param devices where sessions are bound to devices
    public Browsers(
            BrowserSessions sessions,
            CsrfTokens tokens,
            CrossSiteRule rule,
            SessionCookie cookie,
            Optional<BoundDevices> devices,
            KnownDevices knownDevices,
            InstantSource clock,
            RandomGenerator random) {
        this.sessions = sessions;
        this.tokens = tokens;
        this.rule = rule;
        this.cookie = cookie;
        this.devices = devices;
        this.signInCookie = SessionCookie.beforeSession(cookie.secure());
        this.knownCookie = SessionCookie.ofKnownDevice(cookie.secure());
        this.knownDevices = knownDevices;
        this.clock = clock;
        this.random = random;
    }

    /// Looks at the session without counting as its use.
    public Visit look(HttpRequest request) {
        return visit(request, sessions::look);
    }

    /// Looks at the session and keeps it alive.
    public Visit use(HttpRequest request) {
        return visit(request, sessions::use);
    }

    /// Looks at the session whether or not its device has shown its key: for asking for just that.
    Visit lookWithoutDevice(HttpRequest request) {
        return session(request, sessions::look);
    }

    /// What a script sent to prove that it is one of our pages.
    public static Optional<String> scriptToken(HttpRequest request) {
        var values = request.headers().values(TOKEN_HEADER);
        return values.size() == 1 ? Optional.of(values.getFirst()) : Optional.empty();
    }

    /// A session whose device does not show itself is none, whoever has the cookie.
    private Visit visit(HttpRequest request, Function<String, Resumption> resume) {
        var visit = session(request, resume);
        return visit instanceof Visit.SignedIn(var family, _, _, _)
                        && devices.isPresent()
                        && !devices.get().isAtHome(request, family.id())
                ? new Visit.Anonymous()
                : visit;
    }

    private Visit session(HttpRequest request, Function<String, Resumption> resume) {
        return switch (Cookies.find(request, cookie.name())) {
            case Cookies.Absent() -> new Visit.Anonymous();
            case Cookies.Repeated() -> new Visit.Unclear();
            case Cookies.Present(var handle) ->
                    switch (resume.apply(handle)) {
                        case Resumption.Live(var family, var holder, var asOf) ->
                                new Visit.SignedIn(family, holder, asOf, handle);
                        case Resumption.Over(_) -> new Visit.Anonymous();
                    };
        };
    }

    /// What speaks against letting a request change something; nothing when it may.
    ///
    /// @param boundTo the value of the cookie that its CSRF token has to fit
    /// @param token what it sent as its CSRF token
    public Optional<String> objection(
            HttpRequest request, Optional<String> boundTo, Optional<String> token) {
        var crossing = crossing(request);
        if (crossing.isPresent()) {
            return crossing;
        }
        if (token.isEmpty() || boundTo.isEmpty()) {
            return Optional.of("no_token");
        }
        return tokens.isFor(boundTo.get(), token.get())
                ? Optional.empty()
                : Optional.of("wrong_token");
    }

    /// What the browser's own word for where a request comes from says against it.
    public Optional<String> crossing(HttpRequest request) {
        var headers = request.headers();
        return rule.objection(headers.values("Sec-Fetch-Site"), headers.values("Origin"))
                .map(CrossSiteRule.Why::word);
    }

    public boolean isListed(String origin) {
        return rule.isListed(origin);
    }

    /// What a sign-in form is bound to: the cookie the browser has, or a new one.
    SignInBinding signInBinding(HttpRequest request) {
        var known = Cookies.find(request, signInCookie.name()).found();
        if (known.filter(value -> !value.isEmpty() && value.length() <= 64).isPresent()) {
            return new SignInBinding(known.get(), tokens.make(known.get()), Optional.empty());
        }
        var chance = new byte[BINDING_BYTES];
        random.nextBytes(chance);
        var fresh = Base64Url.encode(chance);
        return new SignInBinding(
                fresh, tokens.make(fresh), Optional.of(signInCookie.set(fresh, TIME_TO_SIGN_IN)));
    }

    /// The value that the token of a sign-in must fit.
    Optional<String> bindingOf(HttpRequest request) {
        return Cookies.find(request, signInCookie.name()).found();
    }

    String csrfToken(Visit.SignedIn visit) {
        return tokens.make(visit.handle());
    }

    /// What the browser brings as proof that somebody signed in with it before.
    Optional<String> deviceProof(HttpRequest request) {
        return Cookies.find(request, knownCookie.name()).found();
    }

    /// Gives the browser the session, takes away what led to it, and lets it prove later that it
    /// was let in.
    HttpResponse begin(HttpResponse answer, Family family, Account account) {
        var unique = UserName.parse(account.name()).map(UserName::unique).orElse(account.name());
        var begun =
                keep(answer, family, sessions.handle(family))
                        .header("Set-Cookie", signInCookie.clear())
                        .header(
                                "Set-Cookie",
                                knownCookie.set(knownDevices.make(unique), KnownDevices.LIFE));
        return devices.map(some -> some.offer(begun, family.id())).orElse(begun);
    }

    /// Sends the cookie again, so that the browser keeps it for as long as we do.
    HttpResponse keep(HttpResponse answer, Family family, String handle) {
        var left = Duration.between(clock.instant(), family.absoluteUntil());
        return answer.header("Set-Cookie", cookie.set(handle, left));
    }

    /// The CSRF token of a session that begins with this answer.
    String csrfToken(Family family) {
        return tokens.make(sessions.handle(family));
    }

    /// Takes the session away from the browser.
    public HttpResponse forget(HttpResponse answer) {
        var forgotten =
                answer.header("Set-Cookie", cookie.clear())
                        .header("Set-Cookie", signInCookie.clear());
        return devices.map(some -> some.forget(forgotten)).orElse(forgotten);
    }

    CrossSiteRule rule() {
        return rule;
    }

    /// @param value of the cookie
    /// @param token that fits it
    /// @param setCookie to send when the browser has none yet
    record SignInBinding(String value, String token, Optional<String> setCookie) {
        HttpResponse on(HttpResponse answer) {
            return setCookie.map(line -> answer.header("Set-Cookie", line)).orElse(answer);
        }

        @Override
        public String toString() {
            return "SignInBinding[***]";
        }
    }
}
