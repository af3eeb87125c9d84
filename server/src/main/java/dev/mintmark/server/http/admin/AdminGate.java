package dev.mintmark.server.http.admin;

import dev.mintmark.server.admin.AdminKeys;
import dev.mintmark.server.event.Event;
import dev.mintmark.server.event.Events;
import dev.mintmark.server.http.BearerToken;
import dev.mintmark.server.http.Endpoint;
import dev.mintmark.server.http.HttpRequest;
import dev.mintmark.server.http.HttpResponse;
import dev.mintmark.server.http.Problem;

/// Lets nobody through without an admin key in the `Authorization` header.
final class AdminGate {
    private static final String CHALLENGE = "Bearer realm=\"mintmark-admin\"";

    private final AdminKeys keys;
    private final Events events;

    AdminGate(AdminKeys keys, Events events) {
        this.keys = keys;
        this.events = events;
    }

    Endpoint guard(Endpoint endpoint) {
        return request ->
                switch (BearerToken.read(request)) {
                    case BearerToken.Present(var key) ->
                            keys.identify(key)
                                    .map(actor -> endpoint.handle(request.by(actor)))
                                    .orElseGet(() ->
                                            refused(
                                                    request,
                                                    "wrong_key",
                                                    CHALLENGE + ", error=\"invalid_token\""));
                    case BearerToken.Malformed _ ->
                            refused(request, "malformed", CHALLENGE + ", error=\"invalid_token\"");
                    case BearerToken.Absent _ -> refused(request, "no_key", CHALLENGE);
                };
    }

    private HttpResponse refused(HttpRequest request, String why, String challenge) {
        events.record(new Event.AdminRefused(why, request.origin()));
        return Problem.of(401, "unauthorized", "This needs an admin key as bearer token.")
                .toResponse()
                .header("WWW-Authenticate", challenge);
    }
}
