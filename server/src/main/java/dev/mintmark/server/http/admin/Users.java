package dev.mintmark.server.http.admin;

import dev.mintmark.server.account.Account;
import dev.mintmark.server.account.Accounts;
import dev.mintmark.server.account.PasswordRule;
import dev.mintmark.server.account.UserName;
import dev.mintmark.server.event.Event;
import dev.mintmark.server.event.Events;
import dev.mintmark.server.event.Origin;
import dev.mintmark.server.http.HttpResponse;
import dev.mintmark.server.http.JsonBody;
import dev.mintmark.server.http.Problem;
import dev.mintmark.server.id.UserId;
import dev.mintmark.verifier.json.JsonWriter;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.Function;
import java.util.function.IntFunction;

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

    /// In the order of their names; `prefix` is how they begin, whatever the case.
    HttpResponse list(AdminCall call) {
        return Paging.read(
                call,
                Set.of("prefix"),
                paging ->
                        paging.answer(
                                "users",
                                accounts.list(
                                        paging.filter("prefix").orElse(""),
                                        paging.after().map(Users::place),
                                        paging.wanted()),
                                Users::write,
                                Account::name));
    }

    private static UserName place(String name) {
        return UserName.parse(name)
                .orElseThrow(() -> new JsonBody.Wrong("No list continues after that."));
    }

    HttpResponse show(AdminCall call) {
        return withAccount(call, account -> shown(200, account));
    }

    HttpResponse add(AdminCall call) {
        return JsonBody.read(
                call.request(),
                body -> {
                    var name =
                            UserName.parse(body.text("name"))
                                    .orElseThrow(() ->
                                            new JsonBody.Wrong(
                                                    "A user name has 1 to 255 characters,"
                                                            + " none of them invisible, and no"
                                                            + " blank at either end."));
                    var password = acceptable(body.text("password"), name.shown());
                    var roles = roles(body.texts("roles"));
                    var added = added(name, password, roles, call.origin());
                    if (added.isEmpty()) {
                        return Problem.of(
                                        409, "name_taken", "There is a user of this name already.")
                                .toResponse();
                    }
                    return shown(201, added.get());
                });
    }

    HttpResponse disable(AdminCall call) {
        return withAccount(
                call,
                account -> {
                    disabled(account.id(), call.origin());
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

    HttpResponse setPassword(AdminCall call) {
        return withAccount(
                call,
                account ->
                        JsonBody.read(
                                call.request(),
                                body -> {
                                    var password =
                                            acceptable(body.text("password"), account.name());
                                    changed(account.id(), password, call.origin());
                                    return HttpResponse.empty(204);
                                }));
    }

    private Optional<Account> added(
            UserName name, String password, List<String> roles, Origin origin) {
        return events.<Optional<Account>>keeping(
                account ->
                        account.<Event>map(one -> new Event.AccountAdded(one.id(), origin)).stream()
                                .toList(),
                witness -> accounts.add(name, password, roles, witness));
    }

    private void disabled(UserId id, Origin origin) {
        var _ =
                events.<OptionalInt>keeping(
                        ended -> of(ended, n -> new Event.AccountDisabled(id, n, origin)),
                        witness -> accounts.disable(id, witness));
    }

    private void changed(UserId id, String password, Origin origin) {
        var _ =
                events.<OptionalInt>keeping(
                        ended -> of(ended, n -> new Event.PasswordChanged(id, n, origin)),
                        witness -> accounts.setPassword(id, password, witness));
    }

    private HttpResponse withAccount(AdminCall call, Function<Account, HttpResponse> use) {
        return UserName.parse(call.path("name"))
                .flatMap(accounts::find)
                .map(use)
                .orElseGet(() ->
                        Problem.of(404, "no_such_user", "There is no user of this name.")
                                .toResponse());
    }

    private static String acceptable(String password, String name) {
        PasswordRule.complaint(password, name)
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

    private static List<Event> of(OptionalInt ended, IntFunction<Event> event) {
        return ended.isPresent() ? List.of(event.apply(ended.getAsInt())) : List.of();
    }
}
