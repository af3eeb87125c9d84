package dev.mintmark.server.http.browser;

import dev.mintmark.server.device.DeviceBinding.Outcome;
import dev.mintmark.server.http.HttpRequest;
import dev.mintmark.server.http.HttpResponse;
import dev.mintmark.server.http.Problem;
import dev.mintmark.server.log.Log;
import dev.mintmark.verifier.json.JsonWriter;

/// `/dbsc/…`: called by browsers themselves, never by pages. A page of another site can set these
/// requests off and gains nothing: each needs a signature over a challenge that only the browser
/// was told.
///
/// To a browser a 4xx means that the session is not bound any more, but for 403, which asks for a
/// proof; trouble of ours is 5xx (DBSC §8.7).
public final class DeviceApi {
    private static final Log LOG = Log.of(DeviceApi.class);
    private static final String PROOF = "Secure-Session-Response";
    private static final String SESSION = "Sec-Secure-Session-Id";

    private final Browsers browsers;
    private final BoundDevices devices;

    public DeviceApi(Browsers browsers, BoundDevices devices) {
        this.browsers = browsers;
        this.devices = devices;
    }

    /// `POST /dbsc/register`: the browser made a key for the session that just began.
    public HttpResponse register(HttpRequest request) {
        return switch (browsers.lookWithoutDevice(request)) {
            case Visit.Anonymous _, Visit.Unclear _ -> refused();
            case Visit.SignedIn visit -> {
                var family = visit.family();
                yield answer(
                        visit,
                        devices.binding()
                                .register(
                                        family.id(),
                                        BoundDevices.text(request, PROOF),
                                        family.absoluteUntil()));
            }
        };
    }

    /// `POST /dbsc/refresh`: the short-lived cookie ran out.
    public HttpResponse refresh(HttpRequest request) {
        var named = BoundDevices.text(request, SESSION);
        if (named.isEmpty()) {
            return refused();
        }
        return switch (browsers.lookWithoutDevice(request)) {
            case Visit.Anonymous _, Visit.Unclear _ -> over(named.get());
            case Visit.SignedIn visit ->
                    visit.family().id().toString().equals(named.get())
                            ? answer(
                                    visit,
                                    devices.binding()
                                            .renew(
                                                    visit.family().id(),
                                                    BoundDevices.text(request, PROOF)))
                            : over(named.get());
        };
    }

    private HttpResponse answer(Visit.SignedIn visit, Outcome outcome) {
        var family = visit.family().id();
        return switch (outcome) {
            case Outcome.Shown(var cookie) -> devices.shown(family, cookie);
            case Outcome.Challenged(var challenge) ->
                    devices.challenge(
                            Problem.of(
                                            403,
                                            "proof_wanted",
                                            "The session's device has to sign the challenge.")
                                    .toResponse(),
                            family,
                            challenge);
            case Outcome.Refused(var why) -> {
                LOG.warn(
                        "a device did not show that a session is its own",
                        "session",
                        family,
                        "reason",
                        why);
                yield refused();
            }
        };
    }

    /// Nothing is left that could be bound: the browser is to stop asking.
    private HttpResponse over(String session) {
        var json =
                new JsonWriter()
                        .beginObject()
                        .field("session_identifier", session)
                        .field("continue", false);
        return devices.forget(
                HttpResponse.json(200, json.endObject().toBytes())
                        .header("Cache-Control", "no-store"));
    }

    private static HttpResponse refused() {
        return Problem.of(400, "device_refused", "The device did not show that it may do this.")
                .toResponse();
    }
}
