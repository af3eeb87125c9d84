package dev.mintmark.server.http.browser;

import dev.mintmark.server.client.Authentication;
import dev.mintmark.server.client.Clients;
import dev.mintmark.server.client.Credentials;
import dev.mintmark.server.event.Event;
import dev.mintmark.server.event.Events;
import dev.mintmark.server.grant.Entry;
import dev.mintmark.server.grant.Grants;
import dev.mintmark.server.grant.Outcome.Denial;
import dev.mintmark.server.http.HttpRequest;
import dev.mintmark.server.http.HttpResponse;
import dev.mintmark.server.http.JsonBody;
import dev.mintmark.server.http.Malformed;
import dev.mintmark.server.http.Parameters;
import dev.mintmark.server.http.Problem;
import dev.mintmark.server.http.Query;
import dev.mintmark.server.http.QuotaExceeded;
import dev.mintmark.server.http.UserAgent;
import dev.mintmark.server.session.EndReason;
import dev.mintmark.server.session.Families;
import dev.mintmark.server.session.Family;
import dev.mintmark.verifier.json.JsonWriter;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/// `/session` for the scripts of a page (RFC 10017 §6.1): who is signed in, signing in, staying
/// signed in, signing out. Every request that changes something brings the token that `GET` gave,
/// in `X-CSRF-Token`, a header that no other site can make a browser send.
public final class SessionApi {
    private final Browsers browsers;
    private final Clients clients;
    private final Grants grants;
    private final Families families;
    private final Events events;

    public SessionApi(
            Browsers browsers, Clients clients, Grants grants, Families families, Events events) {
        this.browsers = browsers;
        this.clients = clients;
        this.grants = grants;
        this.families = families;
        this.events = events;
    }

    /// `GET /session`.
    public HttpResponse show(HttpRequest request) {
        return switch (browsers.look(request)) {
            case Visit.Unclear() -> repeatedCookie();
            case Visit.Anonymous() -> {
                var binding = browsers.signInBinding(request);
                yield binding.on(
                        json(
                                new JsonWriter()
                                        .beginObject()
                                        .field("authenticated", false)
                                        .field("csrf_token", binding.token())));
            }
            case Visit.SignedIn visit ->
                    shown(
                            visit.family(),
                            visit.holder().name(),
                            visit.holder().roles(),
                            browsers.csrfToken(visit));
        };
    }

    /// `POST /session` with `{"username","password","client_id"?}`; signed in already or not.
    public HttpResponse signIn(HttpRequest request) {
        var boundTo =
                browsers.look(request) instanceof Visit.SignedIn visit
                        ? Optional.of(visit.handle())
                        : browsers.bindingOf(request);
        var objection = browsers.objection(request, boundTo, Browsers.scriptToken(request));
        if (objection.isPresent()) {
            return refused(objection.get(), request);
        }
        return JsonBody.read(request, body -> signIn(request, body));
    }

    private HttpResponse signIn(HttpRequest request, JsonBody body) {
        var userName = body.text("username");
        var password = body.text("password");
        var id = body.optionalText("client_id");
        var credentials =
                id.<Credentials>map(Credentials.IdOnly::new).orElseGet(Credentials.Nobody::new);
        return switch (clients.authenticate(credentials)) {
            case Authentication.Refused refused -> {
                events.record(
                        new Event.ClientRefused(
                                refused.client(credentials),
                                refused.why().word(),
                                request.origin()));
                yield Problem.of(400, "unknown_client", "There is no public client of this id.")
                        .toResponse();
            }
            case Authentication.Known(var client) ->
                    switch (grants.enter(
                            client,
                            userName,
                            password,
                            Optional.empty(),
                            UserAgent.device(request, Optional.empty()),
                            browsers.deviceProof(request),
                            request.origin())) {
                        case Entry.Turned(var why) -> turned(why);
                        case Entry.Held(var held) -> QuotaExceeded.problem(held);
                        case Entry.Opened(var opened, var account) -> {
                            endReplaced(request);
                            var family = opened.family();
                            var answer =
                                    shown(
                                            family,
                                            account.name(),
                                            account.roles(),
                                            browsers.csrfToken(family));
                            yield browsers.begin(answer, family, account);
                        }
                    };
        };
    }

    /// The session that the browser had before ends: nobody can get at it any more.
    private void endReplaced(HttpRequest request) {
        if (browsers.look(request) instanceof Visit.SignedIn visit) {
            families.end(visit.family(), EndReason.REPLACED, request.origin());
        }
    }

    /// `POST /session/refresh`. As often as one likes, from as many tabs as there are.
    public HttpResponse refresh(HttpRequest request) {
        return changing(
                request,
                visit ->
                        switch (browsers.use(request)) {
                            case Visit.SignedIn now ->
                                    browsers.keep(
                                            shown(
                                                    now.family(),
                                                    now.holder().name(),
                                                    now.holder().roles(),
                                                    browsers.csrfToken(now)),
                                            now.family(),
                                            now.handle());
                            case Visit.Anonymous _, Visit.Unclear _ -> over();
                        });
    }

    /// `DELETE /session`, with `?everywhere=true` for all sessions of the person, and with
    /// `?clear_site_data=true` to have the browser forget what else it keeps for this host.
    public HttpResponse signOut(HttpRequest request) {
        return switch (Query.read(request)) {
            case Malformed(var reason) ->
                    Problem.of(400, "invalid_request", "Query: " + reason.description() + ".")
                            .toResponse();
            case Parameters query -> changing(request, visit -> signOut(request, query, visit));
        };
    }

    private HttpResponse signOut(HttpRequest request, Parameters query, Visit.SignedIn visit) {
        if (isTrue(query, "everywhere")) {
            families.endAll(visit.family().user(), EndReason.SIGNED_OUT, request.origin());
        } else {
            families.end(visit.family(), EndReason.SIGNED_OUT, request.origin());
        }
        var answer = browsers.forget(HttpResponse.empty(204));
        return isTrue(query, "clear_site_data")
                ? answer.header("Clear-Site-Data", "\"cache\", \"cookies\", \"storage\"")
                : answer;
    }

    private static boolean isTrue(Parameters query, String name) {
        return query.value(name).filter("true"::equals).isPresent();
    }

    private HttpResponse changing(
            HttpRequest request, Function<Visit.SignedIn, HttpResponse> change) {
        return switch (browsers.look(request)) {
            case Visit.Unclear() -> repeatedCookie();
            case Visit.Anonymous() -> over();
            case Visit.SignedIn visit -> {
                var objection =
                        browsers.objection(
                                request,
                                Optional.of(visit.handle()),
                                Browsers.scriptToken(request));
                yield objection.isPresent()
                        ? refused(objection.get(), request)
                        : change.apply(visit);
            }
        };
    }

    /// What speaks against a request is for the operator; whoever made it learns that it was
    /// refused.
    private HttpResponse refused(String why, HttpRequest request) {
        events.record(new Event.CrossSiteRefused(why, request.origin()));
        return csrfFailed();
    }

    public static HttpResponse csrfFailed() {
        return Problem.of(
                        403,
                        "csrf_failed",
                        "The request does not prove that it comes from our own pages.")
                .toResponse();
    }

    private static HttpResponse over() {
        return Problem.of(401, "not_signed_in", "There is no session, or it is over.")
                .toResponse()
                .header("WWW-Authenticate", "Login realm=\"mintmark\"");
    }

    private static HttpResponse turned(Denial why) {
        return switch (why) {
            case BAD_CREDENTIALS, BAD_GRANT ->
                    Problem.of(
                                    401,
                                    "invalid_credentials",
                                    "The user name or the password is wrong.")
                            .toResponse()
                            .header("WWW-Authenticate", "Login realm=\"mintmark\"");
            case BAD_SCOPE, NOT_FOR_THIS_CLIENT ->
                    Problem.of(
                                    403,
                                    "unauthorized_client",
                                    "The client is not registered for signing people in.")
                            .toResponse();
        };
    }

    /// The cookie is taken away, or the browser could never get out of this by itself.
    private HttpResponse repeatedCookie() {
        return browsers.forget(
                Problem.of(400, "repeated_cookie", "The session cookie came more than once.")
                        .toResponse());
    }

    private HttpResponse shown(Family family, String name, List<String> roles, String csrfToken) {
        return json(
                new JsonWriter()
                        .beginObject()
                        .field("authenticated", true)
                        .name("user")
                        .beginObject()
                        .field("id", family.user().value())
                        .field("name", name)
                        .field("roles", roles)
                        .endObject()
                        .field("client_id", family.client().value())
                        .field("scope", family.scope().toString())
                        .field("signed_in_at", family.authTime().toString())
                        .field("expires_at", families.until(family).toString())
                        .field("csrf_token", csrfToken));
    }

    private static HttpResponse json(JsonWriter json) {
        return HttpResponse.json(200, json.endObject().toBytes())
                .header("Cache-Control", "no-store")
                .header("Vary", "Cookie");
    }
}
