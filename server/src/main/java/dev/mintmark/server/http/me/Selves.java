package dev.mintmark.server.http.me;

import dev.mintmark.server.event.Event;
import dev.mintmark.server.event.Events;
import dev.mintmark.server.http.BearerToken;
import dev.mintmark.server.http.HttpRequest;
import dev.mintmark.server.http.HttpResponse;
import dev.mintmark.server.http.Problem;
import dev.mintmark.server.http.browser.Browsers;
import dev.mintmark.server.http.browser.SessionApi;
import dev.mintmark.server.http.browser.Visit;
import dev.mintmark.server.revocation.Introspection;

import java.util.Optional;

/// Finds out who is asking: by an access token in the `Authorization` header, and without one by
/// the cookie. A token that is bad is never made good by a cookie beside it.
final class Selves {
    private static final String REALM = "Bearer realm=\"mintmark\"";

    private final Introspection introspection;
    private final Browsers browsers;
    private final Events events;

    Selves(Introspection introspection, Browsers browsers, Events events) {
        this.introspection = introspection;
        this.browsers = browsers;
        this.events = events;
    }

    /// @param changes whether something is to be changed: a browser then has to prove that the
    ///   request is one of our own pages
    Self of(HttpRequest request, boolean changes) {
        return switch (BearerToken.read(request)) {
            case BearerToken.Malformed() -> new Self.Refused(unclear());
            case BearerToken.Present(var token) ->
                    introspection
                            .sessionOf(token)
                            .<Self>map(found -> new Self.Known(found.family(), false))
                            .orElseGet(() ->
                                    new Self.Refused(
                                            unknown(
                                                    REALM + ", error=\"invalid_token\"",
                                                    "The access token is no person's, or counts no"
                                                            + " more.")));
            case BearerToken.Absent() -> byCookie(request, changes);
        };
    }

    private Self byCookie(HttpRequest request, boolean changes) {
        return switch (browsers.look(request)) {
            case Visit.Anonymous(), Visit.Unclear() ->
                    new Self.Refused(
                            unknown(
                                    REALM,
                                    "This needs an access token of a person, or a session in the"
                                            + " browser."));
            case Visit.SignedIn visit -> {
                var objection =
                        browsers.objection(
                                request,
                                Optional.of(visit.handle()),
                                Browsers.scriptToken(request));
                if (changes && objection.isPresent()) {
                    events.record(new Event.CrossSiteRefused(objection.get(), request.origin()));
                    yield new Self.Refused(SessionApi.csrfFailed());
                }
                yield new Self.Known(visit.family(), true);
            }
        };
    }

    private static HttpResponse unknown(String challenge, String detail) {
        return Problem.of(401, "unauthorized", detail)
                .toResponse()
                .header("WWW-Authenticate", challenge);
    }

    private static HttpResponse unclear() {
        return Problem.of(
                        400,
                        "invalid_request",
                        "There must be one Authorization header with one token.")
                .toResponse();
    }
}
