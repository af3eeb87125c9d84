package dev.mintmark.server.http.admin;

import dev.mintmark.server.account.Account;
import dev.mintmark.server.account.Accounts;
import dev.mintmark.server.account.UserName;
import dev.mintmark.server.http.HttpRequest;
import dev.mintmark.server.http.HttpResponse;
import dev.mintmark.server.http.JsonBody;
import dev.mintmark.server.http.Malformed;
import dev.mintmark.server.http.Parameters;
import dev.mintmark.server.http.Problem;
import dev.mintmark.server.http.Query;
import dev.mintmark.server.id.FamilyId;
import dev.mintmark.server.id.UserId;
import dev.mintmark.server.session.EndReason;
import dev.mintmark.server.session.Families;
import dev.mintmark.server.session.FamilyStore.Snapshot;
import dev.mintmark.verifier.json.JsonWriter;

import java.util.Optional;

/// `/admin/v1/sessions` and `/admin/v1/users/{name}/sessions`.
final class Sessions {
    /// The newest of them; more is not for reading.
    private static final int LISTED = 1_000;

    private final Families families;
    private final Accounts accounts;

    Sessions(Families families, Accounts accounts) {
        this.families = families;
        this.accounts = accounts;
    }

    HttpResponse list(HttpRequest request) {
        return switch (Query.read(request)) {
            case Malformed(var reason) ->
                    Problem.of(400, "invalid_request", "Query: " + reason.description() + ".")
                            .toResponse();
            case Parameters query -> {
                var name = query.value("user");
                yield name.isPresent() ? shownOf(name.get()) : shown(Optional.empty());
            }
        };
    }

    HttpResponse listOfUser(HttpRequest request) {
        return shownOf(request.pathParameter("name"));
    }

    HttpResponse show(HttpRequest request) {
        return FamilyId.parse(request.pathParameter("id"))
                .flatMap(families::find)
                .map(found -> {
                    var json = new JsonWriter();
                    write(json, found);
                    return HttpResponse.json(200, json.toBytes());
                })
                .orElseGet(Sessions::noSuchSession);
    }

    HttpResponse revoke(HttpRequest request) {
        var found = FamilyId.parse(request.pathParameter("id")).flatMap(families::find);
        if (found.isEmpty()) {
            return noSuchSession();
        }
        families.end(found.get().family(), EndReason.ENDED_BY_ADMIN, request.origin());
        return HttpResponse.empty(204);
    }

    HttpResponse revokeAll(HttpRequest request) {
        return JsonBody.read(
                request,
                body ->
                        body.optionalText("user")
                                .map(name -> revokedOf(name, request))
                                .orElseGet(() -> revoked(Optional.empty(), request)));
    }

    HttpResponse revokeAllOfUser(HttpRequest request) {
        return revokedOf(request.pathParameter("name"), request);
    }

    private HttpResponse revokedOf(String name, HttpRequest request) {
        var account = account(name);
        return account.isEmpty() ? noSuchUser() : revoked(account.map(Account::id), request);
    }

    private HttpResponse revoked(Optional<UserId> user, HttpRequest request) {
        var cutOff = families.cutOff(user, request.origin());
        return HttpResponse.json(
                200,
                new JsonWriter()
                        .beginObject()
                        .field("revoked", cutOff.ended())
                        .field("not_before", cutOff.notBefore().toString())
                        .endObject()
                        .toBytes());
    }

    private HttpResponse shownOf(String name) {
        var account = account(name);
        return account.isEmpty() ? noSuchUser() : shown(account.map(Account::id));
    }

    private HttpResponse shown(Optional<UserId> user) {
        var json = new JsonWriter().beginObject().name("sessions").beginArray();
        for (var session : families.list(user, LISTED)) {
            write(json, session);
        }
        return HttpResponse.json(200, json.endArray().endObject().toBytes());
    }

    private void write(JsonWriter json, Snapshot session) {
        var family = session.family();
        json.beginObject()
                .field("id", family.id().toString())
                .field("user", session.holder().name())
                .field("sub", family.user().value())
                .field("client_id", family.client().value())
                .field("scope", family.scope().toString())
                .field("device", family.device().label())
                .field("network", family.device().network())
                .field("created_at", family.authTime().toString())
                .field("last_seen", family.rotatedAt().toString())
                .field("expires_at", families.until(family).toString())
                .field("live", families.isLive(session));
        session.ended()
                .ifPresent(ended ->
                        json.field("ended_at", ended.at().toString())
                                .field("end_reason", ended.reason().word()));
        json.endObject();
    }

    private Optional<Account> account(String name) {
        return UserName.parse(name).flatMap(accounts::find);
    }

    private static HttpResponse noSuchSession() {
        return Problem.of(404, "no_such_session", "There is no session of this id.").toResponse();
    }

    private static HttpResponse noSuchUser() {
        return Problem.of(404, "no_such_user", "There is no user of this name.").toResponse();
    }
}
