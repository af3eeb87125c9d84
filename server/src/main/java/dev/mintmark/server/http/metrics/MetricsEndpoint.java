package dev.mintmark.server.http.metrics;

import dev.mintmark.server.admin.AdminKeys;
import dev.mintmark.server.admin.AdminScope;
import dev.mintmark.server.event.Event;
import dev.mintmark.server.event.Events;
import dev.mintmark.server.http.BearerToken;
import dev.mintmark.server.http.Endpoint;
import dev.mintmark.server.http.HttpRequest;
import dev.mintmark.server.http.HttpResponse;
import dev.mintmark.server.http.Problem;
import dev.mintmark.server.meter.Meters;

import java.nio.charset.StandardCharsets;
import java.util.List;

/// `GET /metrics`: for whoever calls from this machine itself, and for holders of an admin key from
/// anywhere. A request that a proxy on this machine passes on is not from this machine.
public final class MetricsEndpoint implements Endpoint {
    /// Each is put in by proxies; a scraper has no use for any.
    private static final List<String> PASSED_ON =
            List.of("Forwarded", "X-Forwarded-For", "X-Forwarded-Host", "X-Real-IP", "Via");

    private final Meters meters;
    private final boolean openHere;
    private final AdminKeys keys;
    private final Events events;

    /// @param openHere whether a direct caller on this machine needs no key: not where a proxy may
    ///   be in front, whose callers all look like that
    public MetricsEndpoint(Meters meters, boolean openHere, AdminKeys keys, Events events) {
        this.meters = meters;
        this.openHere = openHere;
        this.keys = keys;
        this.events = events;
    }

    @Override
    public HttpResponse handle(HttpRequest request) {
        return switch (BearerToken.read(request)) {
            case BearerToken.Absent _ when openHere && isDirectFromHere(request) -> metrics();
            case BearerToken.Present(var text) ->
                    switch (keys.open(text)) {
                        case AdminKeys.Opening.Opened(var key) ->
                                key.may(AdminScope.METRICS_READ)
                                        ? metrics()
                                        : refused(request, "insufficient_scope");
                        case AdminKeys.Opening.Refused(var why) -> refused(request, why.word());
                    };
            case BearerToken.Malformed _ -> refused(request, "malformed");
            case BearerToken.Absent _ -> refused(request, "no_key");
        };
    }

    private HttpResponse metrics() {
        return HttpResponse.of(
                200, Meters.CONTENT_TYPE, meters.text().getBytes(StandardCharsets.UTF_8));
    }

    private static boolean isDirectFromHere(HttpRequest request) {
        return request.remoteAddress().isLoopbackAddress()
                && PASSED_ON.stream().noneMatch(request.headers()::has);
    }

    private HttpResponse refused(HttpRequest request, String why) {
        events.record(new Event.AdminRefused(why, request.origin()));
        return Problem.of(401, "unauthorized", "This needs an admin key as bearer token.")
                .toResponse()
                .header("WWW-Authenticate", "Bearer realm=\"mintmark-admin\"");
    }
}
