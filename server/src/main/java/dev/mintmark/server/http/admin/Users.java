package dev.mintmark.server.http.admin;

import dev.mintmark.server.account.Account;
import dev.mintmark.server.account.Accounts;
import dev.mintmark.server.account.PasswordRule;
import dev.mintmark.server.account.UserName;
import dev.mintmark.server.event.Event;
import dev.mintmark.server.event.Events;
import dev.mintmark.server.event.Origin;
import dev.mintmark.server.http.HttpRequest;
import dev.mintmark.server.http.HttpResponse;
import dev.mintmark.server.http.JsonBody;
import dev.mintmark.server.http.Problem;
import dev.mintmark.verifier.json.JsonWriter;

import java.util.List;
import java.util.function.Function;

/// `/admin/v1/users`.
final class Users {
    private static final int MAX_ROLES = 64;
    private static final int MAX_ROLE_LENGTH = 64;

    private final Accounts accounts;
    private final Events events;

    Users(Accounts accounts, Events events) {
        this.accounts = accounts;
        this.events = events;
    }

    HttpResponse list(HttpRequest request) {
        var json = new JsonWriter().beginObject().name("users").beginArray();
        accounts.all().forEach(account -> write(json, account));
        return HttpResponse.json(200, json.endArray().endObject().toBytes());
    }

    HttpResponse add(HttpRequest request) {
        return JsonBody.read(
                request,
                body -> {
                    var name =
                            UserName.parse(body.text("name"))
                                    .orElseThrow(() ->
                                            new JsonBody.Wrong(
                                                    "A user name has 1 to 255 characters,"
                                                            + " none of them invisible, and no"
                                                            + " blank at either end."));
                    var password = acceptable(body.text("password"));
                    var roles = roles(body.texts("roles"));
                    var added = accounts.add(name, password, roles);
                    if (added.isEmpty()) {
                        return Problem.of(
                                        409, "name_taken", "There is a user of this name already.")
                                .toResponse();
                    }
                    events.record(new Event.AccountAdded(added.get().id(), origin(request)));
                    return shown(201, added.get());
                });
    }

    HttpResponse disable(HttpRequest request) {
        return withAccount(
                request,
                account -> {
                    int ended = accounts.disable(account.id());
                    events.record(new Event.AccountDisabled(account.id(), ended, origin(request)));
                    return shown(
                            200,
                            new Account(
                                    account.id(),
                                    account.name(),
                                    account.roles(),
                                    true,
                                    account.createdAt()));
                });
    }

    HttpResponse setPassword(HttpRequest request) {
        return withAccount(
                request,
                account ->
                        JsonBody.read(
                                request,
                                body -> {
                                    var password = acceptable(body.text("password"));
                                    int ended = accounts.setPassword(account.id(), password);
                                    events.record(
                                            new Event.PasswordChanged(
                                                    account.id(), ended, origin(request)));
                                    return HttpResponse.empty(204);
                                }));
    }

    private HttpResponse withAccount(HttpRequest request, Function<Account, HttpResponse> use) {
        return UserName.parse(request.pathParameter("name"))
                .flatMap(accounts::find)
                .map(use)
                .orElseGet(() ->
                        Problem.of(404, "no_such_user", "There is no user of this name.")
                                .toResponse());
    }

    private static String acceptable(String password) {
        PasswordRule.complaint(password)
                .ifPresent(sentence -> {
                    throw new JsonBody.Wrong(sentence);
                });
        return password;
    }

    /// Roles travel in every token of the user, so they are few, short and printable.
    private static List<String> roles(List<String> roles) {
        if (roles.size() > MAX_ROLES || !roles.stream().allMatch(Users::isRole)) {
            throw new JsonBody.Wrong(
                    "There are at most 64 roles, each of 1 to 64 visible ASCII characters.");
        }
        return roles.stream().distinct().toList();
    }

    private static boolean isRole(String role) {
        return !role.isEmpty()
                && role.length() <= MAX_ROLE_LENGTH
                && role.chars().allMatch(c -> c > ' ' && c <= '~');
    }

    private static HttpResponse shown(int status, Account account) {
        var json = new JsonWriter();
        write(json, account);
        return HttpResponse.json(status, json.toBytes());
    }

    private static void write(JsonWriter json, Account account) {
        json.beginObject()
                .field("id", account.id().value())
                .field("name", account.name())
                .field("roles", account.roles())
                .field("disabled", account.disabled())
                .field("created_at", account.createdAt().toString())
                .endObject();
    }

    private static Origin origin(HttpRequest request) {
        return Origin.of(request.remoteAddress());
    }
}
