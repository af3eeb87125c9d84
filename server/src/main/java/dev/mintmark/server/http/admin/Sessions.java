package dev.mintmark.server.http.admin;

import dev.mintmark.server.account.Account;
import dev.mintmark.server.account.Accounts;
import dev.mintmark.server.account.UserName;
import dev.mintmark.server.http.HttpResponse;
import dev.mintmark.server.http.JsonBody;
import dev.mintmark.server.http.Problem;
import dev.mintmark.server.id.FamilyId;
import dev.mintmark.server.id.UserId;
import dev.mintmark.server.session.EndReason;
import dev.mintmark.server.session.Families;
import dev.mintmark.server.session.FamilyStore.Snapshot;
import dev.mintmark.verifier.json.JsonWriter;

import java.util.Optional;
import java.util.Set;

/// `/admin/v1/sessions` and `/admin/v1/users/{name}/sessions`.
final class Sessions {
    private final Families families;
    private final Accounts accounts;

    Sessions(Families families, Accounts accounts) {
        this.families = families;
        this.accounts = accounts;
    }

    /// The newest first, of everybody or of one person.
    HttpResponse list(AdminCall call) {
        return Paging.read(
                call,
                Set.of("user"),
                paging -> {
                    var name = paging.filter("user");
                    return name.isPresent()
                            ? shownOf(name.get(), paging)
                            : shown(Optional.empty(), paging);
                });
    }

    HttpResponse listOfUser(AdminCall call) {
        return Paging.read(call, Set.of(), paging -> shownOf(call.path("name"), paging));
    }

    HttpResponse show(AdminCall call) {
        return FamilyId.parse(call.path("id"))
                .flatMap(families::find)
                .map(found -> {
                    var json = new JsonWriter();
                    write(json, found);
                    return HttpResponse.json(200, json.toBytes());
                })
                .orElseGet(Sessions::noSuchSession);
    }

    HttpResponse revoke(AdminCall call) {
        var found = FamilyId.parse(call.path("id")).flatMap(families::find);
        if (found.isEmpty()) {
            return noSuchSession();
        }
        families.end(found.get().family(), EndReason.ENDED_BY_ADMIN, call.origin());
        return HttpResponse.empty(204);
    }

    HttpResponse revokeAll(AdminCall call) {
        return JsonBody.read(
                call.request(),
                body ->
                        body.optionalText("user")
                                .map(name -> revokedOf(name, call))
                                .orElseGet(() -> revoked(Optional.empty(), call)));
    }

    HttpResponse revokeAllOfUser(AdminCall call) {
        return revokedOf(call.path("name"), call);
    }

    private HttpResponse revokedOf(String name, AdminCall call) {
        var account = account(name);
        return account.isEmpty() ? noSuchUser() : revoked(account.map(Account::id), call);
    }

    private HttpResponse revoked(Optional<UserId> user, AdminCall call) {
        var cutOff = families.cutOff(user, call.origin());
        return HttpResponse.json(
                200,
                new JsonWriter()
                        .beginObject()
                        .field("revoked", cutOff.ended())
                        .field("not_before", cutOff.notBefore().toString())
                        .endObject()
                        .toBytes());
    }

    private HttpResponse shownOf(String name, Paging paging) {
        var account = account(name);
        return account.isEmpty() ? noSuchUser() : shown(account.map(Account::id), paging);
    }

    private HttpResponse shown(Optional<UserId> user, Paging paging) {
        return paging.answer(
                "sessions",
                families.list(user, paging.after().map(Sessions::place), paging.wanted()),
                this::write,
                session -> session.family().id().toString());
    }

    private static FamilyId place(String id) {
        return FamilyId.parse(id)
                .orElseThrow(() -> new JsonBody.Wrong("No list continues after that."));
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
