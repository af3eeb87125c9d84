package dev.mintmark.server.http.me;

import dev.mintmark.server.event.Events;
import dev.mintmark.server.http.HttpRequest;
import dev.mintmark.server.http.HttpResponse;
import dev.mintmark.server.http.Problem;
import dev.mintmark.server.http.browser.Browsers;
import dev.mintmark.server.id.FamilyId;
import dev.mintmark.server.revocation.Introspection;
import dev.mintmark.server.session.EndReason;
import dev.mintmark.server.session.Families;
import dev.mintmark.server.session.Family;
import dev.mintmark.server.session.FamilyStore.Snapshot;
import dev.mintmark.verifier.json.JsonWriter;

import java.util.function.Function;
import java.util.stream.Stream;

/// `/v1/me/sessions`: where one is signed in, and signing out there.
public final class OwnSessions {
    /// The newest of them; whoever has more ends them all.
    private static final int LISTED = 1_000;

    private final Selves selves;
    private final Browsers browsers;
    private final Families families;

    public OwnSessions(
            Introspection introspection, Browsers browsers, Families families, Events events) {
        this.selves = new Selves(introspection, browsers, events);
        this.browsers = browsers;
        this.families = families;
    }

    /// `GET /v1/me/sessions`: the one that asks first, then the newest.
    public HttpResponse list(HttpRequest request) {
        return as(request, false, self -> shown(self.family()));
    }

    /// `DELETE /v1/me/sessions/{id}`. A session of somebody else is answered like none.
    public HttpResponse end(HttpRequest request) {
        return as(
                request,
                true,
                self -> {
                    var id = FamilyId.parse(request.pathParameter("id"));
                    if (id.isEmpty()
                            || !families.endOwn(self.family().user(), id.get(), request.origin())) {
                        return Problem.of(404, "no_such_session", "You have no session of this id.")
                                .toResponse();
                    }
                    var answer = HttpResponse.empty(204);
                    return self.inBrowser() && id.get().equals(self.family().id())
                            ? browsers.forget(answer)
                            : answer;
                });
    }

    /// `DELETE /v1/me/sessions`: all but the one that asks.
    public HttpResponse endOthers(HttpRequest request) {
        return as(
                request,
                true,
                self -> {
                    int ended =
                            families.endOthers(
                                    self.family().user(),
                                    self.family().id(),
                                    EndReason.SIGNED_OUT,
                                    request.origin());
                    return json(new JsonWriter().beginObject().field("ended", ended));
                });
    }

    private HttpResponse as(
            HttpRequest request, boolean changes, Function<Self.Known, HttpResponse> use) {
        return switch (selves.of(request, changes)) {
            case Self.Known self -> use.apply(self);
            case Self.Refused(var answer) -> answer;
        };
    }

    private HttpResponse shown(Family own) {
        var others =
                families.living(own.user(), LISTED).stream()
                        .map(Snapshot::family)
                        .filter(family -> !family.id().equals(own.id()));
        var json = new JsonWriter().beginObject().name("sessions").beginArray();
        Stream.concat(Stream.of(own), others)
                .forEach(family -> write(json, family, family.id().equals(own.id())));
        return json(json.endArray());
    }

    private void write(JsonWriter json, Family family, boolean current) {
        json.beginObject()
                .field("id", family.id().toString())
                .field("current", current)
                .field("device", family.device().label())
                .field("network", family.device().network())
                .field("client_id", family.client().value())
                .field("created_at", family.authTime().toString())
                .field("last_seen", family.rotatedAt().toString())
                .field("expires_at", families.until(family).toString())
                .endObject();
    }

    private static HttpResponse json(JsonWriter json) {
        return HttpResponse.json(200, json.endObject().toBytes())
                .header("Cache-Control", "no-store")
                .header("Vary", "Authorization")
                .header("Vary", "Cookie");
    }
}
