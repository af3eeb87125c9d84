package dev.mintmark.server.http.console;

import dev.mintmark.server.admin.ConsoleSessions;
import dev.mintmark.server.event.Event;
import dev.mintmark.server.event.Events;
import dev.mintmark.server.guard.CrossSiteRule;
import dev.mintmark.server.guard.CsrfTokens;
import dev.mintmark.server.guard.SessionCookie;
import dev.mintmark.server.http.Cookies;
import dev.mintmark.server.http.Endpoint;
import dev.mintmark.server.http.Form;
import dev.mintmark.server.http.HttpRequest;
import dev.mintmark.server.http.HttpResponse;
import dev.mintmark.server.http.Malformed;
import dev.mintmark.server.http.Parameters;
import dev.mintmark.server.http.page.ConsolePages;
import dev.mintmark.server.http.page.console.ConsoleSignIn;
import dev.mintmark.verifier.jose.Base64Url;

import java.time.Duration;
import java.util.Optional;
import java.util.random.RandomGenerator;
import java.util.regex.Pattern;

/// Who may come in, and whether a form that would change something is from one of our own pages.
final class Door {
    private static final Duration TIME_TO_SIGN_IN = Duration.ofHours(1);
    private static final Pattern OUR_PAGE =
            Pattern.compile("/console(/[A-Za-z0-9._~%-]{1,200}){0,4}");

    private final ConsoleSessions sessions;
    private final CsrfTokens tokens;
    private final CrossSiteRule rule;
    private final SessionCookie cookie;
    private final SessionCookie before;
    private final ConsolePages pages;
    private final RandomGenerator random;
    private final Events events;

    /// @param rule that lists our own origin and no other
    Door(
            ConsoleSessions sessions,
            CsrfTokens tokens,
            CrossSiteRule rule,
            boolean secure,
            ConsolePages pages,
            RandomGenerator random,
            Events events) {
        this.sessions = sessions;
        this.tokens = tokens;
        this.rule = rule;
        this.cookie = SessionCookie.ofConsole(secure);
        this.before = SessionCookie.beforeConsole(secure);
        this.pages = pages;
        this.random = random;
        this.events = events;
    }

    /// Something to look at.
    interface Page {
        HttpResponse show(Visit visit);
    }

    /// Something to do.
    interface Act {
        HttpResponse carryOut(Visit visit, Parameters form);
    }

    Endpoint page(Page page) {
        return request -> visit(request).map(page::show).orElseGet(() -> toSignIn(request));
    }

    Endpoint act(Act act, String... repeatable) {
        return request -> {
            var visit = visit(request);
            if (visit.isEmpty()) {
                return toSignIn(request);
            }
            return switch (Form.read(request, repeatable)) {
                case Malformed _ -> pages.notOurs(400);
                case Parameters form -> {
                    var objection = objection(request, Optional.of(visit.get().handle()), form);
                    if (objection.isPresent()) {
                        events.record(
                                new Event.CrossSiteRefused(objection.get(), visit.get().origin()));
                        yield pages.notOurs(403);
                    }
                    yield act.carryOut(visit.get(), form);
                }
            };
        };
    }

    /// Whether whoever sent a form showed once more the key that opened the console. What is no
    /// proof is remembered.
    boolean isProved(Visit visit, Parameters form) {
        var key = form.value("admin_key").orElse("").strip();
        boolean proved = ConsoleSessions.isProved(visit.session(), key);
        if (!proved) {
            events.record(new Event.AdminRefused("not_proved", visit.origin()));
        }
        return proved;
    }

    /// `GET /console/sign-in`.
    HttpResponse showSignIn(HttpRequest request) {
        var to =
                request.query()
                        .filter(query -> query.startsWith("to="))
                        .map(query -> query.substring(3).replace("%2F", "/"))
                        .orElse("");
        return signIn(200, request, to, "");
    }

    /// `POST /console/sign-in`.
    HttpResponse signIn(HttpRequest request) {
        if (!(Form.read(request) instanceof Parameters form)) {
            return pages.notOurs(400);
        }
        var to = form.value("to").orElse("");
        var objection = objection(request, Cookies.find(request, before.name()).found(), form);
        if (objection.isPresent()) {
            events.record(new Event.CrossSiteRefused(objection.get(), request.origin()));
            return signIn(
                    403, request, to, "That took too long, or came from elsewhere. Try again.");
        }
        return switch (sessions.open(form.value("admin_key").orElse("").strip())) {
            case ConsoleSessions.Entry.Refused(var why) -> {
                events.record(new Event.AdminRefused(why.word(), request.origin()));
                yield signIn(401, request, to, "That is no admin key, or no longer.")
                        .header("WWW-Authenticate", "Login realm=\"mintmark-console\"");
            }
            case ConsoleSessions.Entry.Opened(var key, var handle) -> {
                events.record(new Event.AdminSignedIn(key.id(), request.by(key.actor()).origin()));
                // V7.2.4: who was signed in before is not any more.
                Cookies.find(request, cookie.name()).found().ifPresent(sessions::end);
                yield pages.goTo(ours(to))
                        .header("Set-Cookie", cookie.set(handle, ConsoleSessions.LONGEST))
                        .header("Set-Cookie", before.clear());
            }
        };
    }

    /// `POST /console/sign-out`.
    HttpResponse signOut(Visit visit, Parameters form) {
        sessions.end(visit.handle());
        events.record(new Event.AdminSignedOut(visit.key().id(), visit.origin()));
        return pages.goTo("/console/sign-in")
                .header("Set-Cookie", cookie.clear())
                .header("Clear-Site-Data", "\"cache\"");
    }

    private Optional<Visit> visit(HttpRequest request) {
        return Cookies.find(request, cookie.name())
                .found()
                .flatMap(handle ->
                        sessions.use(handle).map(live -> Visit.of(request, live, handle)));
    }

    private Optional<String> objection(
            HttpRequest request, Optional<String> boundTo, Parameters form) {
        var headers = request.headers();
        var crossing = rule.objection(headers.values("Sec-Fetch-Site"), headers.values("Origin"));
        if (crossing.isPresent()) {
            return crossing.map(CrossSiteRule.Why::word);
        }
        var token = form.value("csrf_token");
        if (boundTo.isEmpty() || token.isEmpty()) {
            return Optional.of("no_token");
        }
        return tokens.isFor(boundTo.get(), token.get())
                ? Optional.empty()
                : Optional.of("wrong_token");
    }

    /// A page that was asked for is shown after the sign-in; a form that was sent is not.
    private HttpResponse toSignIn(HttpRequest request) {
        var path = pages.brand().within(request.path());
        boolean shown = request.method().equals("GET") && OUR_PAGE.matcher(path).matches();
        return pages.goTo(
                "/console/sign-in"
                        + (shown && !path.equals("/console") ? "?to=" + Desk.segment(path) : ""));
    }

    private HttpResponse signIn(int status, HttpRequest request, String to, String problem) {
        var known = Cookies.find(request, before.name()).found();
        if (known.filter(value -> !value.isEmpty() && value.length() <= 64).isPresent()) {
            var form = new ConsoleSignIn(tokens.make(known.get()), to, problem);
            return pages.signIn(status, form);
        }
        var chance = new byte[16];
        random.nextBytes(chance);
        var fresh = Base64Url.encode(chance);
        return pages.signIn(status, new ConsoleSignIn(tokens.make(fresh), to, problem))
                .header("Set-Cookie", before.set(fresh, TIME_TO_SIGN_IN));
    }

    private static String ours(String to) {
        return OUR_PAGE.matcher(to).matches() ? to : "/console";
    }
}
