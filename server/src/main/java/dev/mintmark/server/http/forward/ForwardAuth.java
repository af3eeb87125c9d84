package dev.mintmark.server.http.forward;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.mintmark.server.client.Client;
import dev.mintmark.server.client.Clients;
import dev.mintmark.server.event.Event;
import dev.mintmark.server.event.Events;
import dev.mintmark.server.grant.Grants;
import dev.mintmark.server.http.Endpoint;
import dev.mintmark.server.http.HttpRequest;
import dev.mintmark.server.http.HttpResponse;
import dev.mintmark.server.http.Problem;
import dev.mintmark.server.http.browser.Browsers;
import dev.mintmark.server.http.browser.Visit;

import java.net.URLEncoder;
import java.util.Optional;

/// `/forward-auth`: lets a request pass and says whose it is, or says how to refuse it.
///
/// Every header that an application may believe is in every answer that lets a request pass, empty
/// when there is nothing to say: so a proxy that copies them overwrites whatever the client had put
/// there.
public final class ForwardAuth implements Endpoint {
    /// Where it is mounted.
    public static final String PATH = "/forward-auth";

    private final Browsers browsers;
    private final Clients clients;
    private final Grants grants;
    private final Events events;
    private final String signInPage;

    /// @param signInPage address of the page to sign in at, as browsers reach it
    public ForwardAuth(
            Browsers browsers, Clients clients, Grants grants, Events events, String signInPage) {
        this.browsers = browsers;
        this.clients = clients;
        this.grants = grants;
        this.events = events;
        this.signInPage = signInPage;
    }

    @Override
    public HttpResponse handle(HttpRequest request) {
        if (!request.isByTrustedProxy()) {
            return Problem.of(
                            403,
                            "untrusted_proxy",
                            "Only the proxies named in trusted-proxies may ask this.")
                    .toResponse();
        }
        var wanted = Wanted.of(request);
        var original = Original.of(request, PATH);
        if (wanted.isEmpty() || original.isEmpty()) {
            return Problem.of(
                            403,
                            "unclear_request",
                            "The proxy's configuration or forwarding headers are not understood.")
                    .toResponse();
        }
        return switch (browsers.use(request)) {
            case Visit.Anonymous _, Visit.Unclear _ ->
                    unknown(request, wanted.get(), original.get());
            case Visit.SignedIn visit -> known(request, wanted.get(), original.get(), visit);
        };
    }

    private HttpResponse known(
            HttpRequest request, Wanted wanted, Original original, Visit.SignedIn visit) {
        if (!original.isSafe()) {
            var objection = objection(request, wanted, visit);
            if (objection.isPresent()) {
                events.record(new Event.CrossSiteRefused(objection.get(), request.origin()));
                return forbidden(
                        "csrf_failed",
                        "The request does not prove that it comes from our own pages.");
            }
        }
        var client = clients.find(visit.family().client()).filter(one -> !one.disabled());
        if (client.isEmpty()) {
            return unknown(request, wanted, original);
        }
        var scopes = visit.family().scope().names();
        var roles = visit.holder().roles();
        if (!scopes.containsAll(wanted.scopes())
                || (!wanted.roles().isEmpty()
                        && wanted.roles().stream().noneMatch(roles::contains))) {
            return forbidden("insufficient_rights", "This is not for everybody who is signed in.");
        }
        return passed(wanted, visit, client.get());
    }

    /// An application whose forms cannot send the token lives on the word of the browser alone; a
    /// browser that gives none is then refused.
    private Optional<String> objection(HttpRequest request, Wanted wanted, Visit.SignedIn visit) {
        var headers = request.headers();
        if (!wanted.csrfToken()) {
            return headers.has("Sec-Fetch-Site") || headers.has("Origin")
                    ? browsers.crossing(request)
                    : Optional.of("no_token");
        }
        var tokens = headers.values("X-CSRF-Token");
        return browsers.objection(
                request,
                Optional.of(visit.handle()),
                tokens.size() == 1 ? Optional.of(tokens.getFirst()) : Optional.empty());
    }

    private HttpResponse passed(Wanted wanted, Visit.SignedIn visit, Client client) {
        var family = visit.family();
        boolean named = wanted.identity();
        var answer =
                HttpResponse.empty(200)
                        .header("X-Auth-Subject", named ? family.user().value() : "")
                        .header("X-Auth-User", named ? escaped(visit.holder().name()) : "")
                        .header(
                                "X-Auth-Roles",
                                named ? String.join(" ", visit.holder().roles()) : "")
                        .header("X-Auth-Scopes", named ? family.scope().toString() : "")
                        .header("X-Auth-Session", named ? family.id().toString() : "")
                        .header("X-Auth-Client", named ? client.id().value() : "");
        var authorization =
                wanted.token()
                        ? "Bearer "
                                + grants.forApplication(
                                                client, family, visit.holder(), visit.asOf())
                                        .text()
                        : "";
        return answer.header("Authorization", authorization);
    }

    /// Headers are ASCII: other characters, and the percent sign, as in an address.
    private static String escaped(String name) {
        return URLEncoder.encode(name, UTF_8).replace("+", "%20");
    }

    /// Proxies that pass no redirect on learn from a header where people can sign in.
    private HttpResponse unknown(HttpRequest request, Wanted wanted, Original original) {
        var signIn = isOfAPerson(request, original) ? signIn(wanted, original) : "";
        if (wanted.toSignIn() && !signIn.isEmpty()) {
            return HttpResponse.empty(303)
                    .header("Location", signIn)
                    .header("Cache-Control", "no-store");
        }
        return Problem.of(401, "not_signed_in", "There is no session, or it is over.")
                .toResponse()
                .header("WWW-Authenticate", "Login realm=\"mintmark\"")
                .header("X-Auth-Sign-In", signIn);
    }

    private static boolean isOfAPerson(HttpRequest request, Original original) {
        return original.method().equals("GET")
                && request.headers()
                        .first("Accept")
                        .filter(accept -> accept.contains("text/html"))
                        .isPresent();
    }

    private String signIn(Wanted wanted, Original original) {
        var back = original.origin().filter(browsers::isListed).orElse("") + original.target();
        return signInPage
                + "?return_to="
                + URLEncoder.encode(back, UTF_8)
                + wanted.client()
                        .map(client -> "&client_id=" + URLEncoder.encode(client, UTF_8))
                        .orElse("");
    }

    private static HttpResponse forbidden(String code, String detail) {
        return Problem.of(403, code, detail).toResponse();
    }
}
