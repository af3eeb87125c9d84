package dev.mintmark.server.http.admin;

import dev.mintmark.server.admin.AdminKey;
import dev.mintmark.server.admin.AdminKeys;
import dev.mintmark.server.admin.AdminScope;
import dev.mintmark.server.event.Event;
import dev.mintmark.server.event.Events;
import dev.mintmark.server.http.BearerToken;
import dev.mintmark.server.http.Brakes;
import dev.mintmark.server.http.Endpoint;
import dev.mintmark.server.http.HttpRequest;
import dev.mintmark.server.http.HttpResponse;
import dev.mintmark.server.http.Problem;
import dev.mintmark.server.http.QuotaExceeded;

import java.util.Set;

/// Lets nobody through without an admin key that is good for the act.
final class AdminGate {
    private static final String CHALLENGE = "Bearer realm=\"mintmark-admin\"";

    private final AdminKeys keys;
    private final Brakes brakes;
    private final Events events;

    AdminGate(AdminKeys keys, Brakes brakes, Events events) {
        this.keys = keys;
        this.brakes = brakes;
        this.events = events;
    }

    /// Asks for the key in the `Authorization` header.
    Endpoint guard(AdminRoute route) {
        return brakes.around(inside(route), QuotaExceeded::problem, Set.of(401));
    }

    private Endpoint inside(AdminRoute route) {
        return request ->
                switch (BearerToken.read(request)) {
                    case BearerToken.Present(var text) -> opened(request, text, route);
                    case BearerToken.Malformed _ ->
                            refused(request, "malformed", CHALLENGE + ", error=\"invalid_token\"");
                    case BearerToken.Absent _ -> refused(request, "no_key", CHALLENGE);
                };
    }

    /// For who showed their key before.
    Endpoint guard(AdminRoute route, AdminKey key) {
        return request -> pass(AdminCall.of(request, key), route);
    }

    private HttpResponse opened(HttpRequest request, String text, AdminRoute route) {
        return switch (keys.open(text)) {
            case AdminKeys.Opening.Opened(var key) -> pass(AdminCall.of(request, key), route);
            case AdminKeys.Opening.Refused(var why) ->
                    refused(request, why.word(), CHALLENGE + ", error=\"invalid_token\"");
        };
    }

    private HttpResponse pass(AdminCall call, AdminRoute route) {
        return route.scope()
                .filter(scope -> !call.key().may(scope))
                .map(scope -> lacking(call, scope))
                .orElseGet(() -> route.endpoint().handle(call));
    }

    private HttpResponse lacking(AdminCall call, AdminScope scope) {
        events.record(new Event.AdminRefused("insufficient_scope", call.origin()));
        return Problem.of(
                        403,
                        "insufficient_scope",
                        "This admin key is not good for that: it needs the scope %s."
                                .formatted(scope.word()))
                .toResponse()
                .header(
                        "WWW-Authenticate",
                        CHALLENGE
                                + ", error=\"insufficient_scope\", scope=\"%s\""
                                        .formatted(scope.word()));
    }

    private HttpResponse refused(HttpRequest request, String why, String challenge) {
        events.record(new Event.AdminRefused(why, request.origin()));
        return Problem.of(401, "unauthorized", "This needs an admin key as bearer token.")
                .toResponse()
                .header("WWW-Authenticate", challenge);
    }
}
