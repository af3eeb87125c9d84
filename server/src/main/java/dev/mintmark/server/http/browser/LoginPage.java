package dev.mintmark.server.http.browser;

import dev.mintmark.server.client.Authentication;
import dev.mintmark.server.client.Client;
import dev.mintmark.server.client.Clients;
import dev.mintmark.server.client.Credentials;
import dev.mintmark.server.event.Event;
import dev.mintmark.server.event.Events;
import dev.mintmark.server.event.Origin;
import dev.mintmark.server.grant.Entry;
import dev.mintmark.server.grant.Grants;
import dev.mintmark.server.guard.Held;
import dev.mintmark.server.guard.ReturnAddress;
import dev.mintmark.server.http.Form;
import dev.mintmark.server.http.HttpRequest;
import dev.mintmark.server.http.HttpResponse;
import dev.mintmark.server.http.Malformed;
import dev.mintmark.server.http.Parameters;
import dev.mintmark.server.http.Query;
import dev.mintmark.server.http.QuotaExceeded;
import dev.mintmark.server.http.UserAgent;
import dev.mintmark.server.http.page.Message;
import dev.mintmark.server.http.page.Pages;
import dev.mintmark.server.http.page.SignInForm;
import dev.mintmark.server.id.ClientId;
import dev.mintmark.server.session.EndReason;
import dev.mintmark.server.session.Families;

import java.util.Optional;

/// `/login`: a form that works without scripts. `?return_to=` says where to go afterwards, and
/// `?client_id=` through which public client the session is opened.
public final class LoginPage {
    private static final String NOWHERE_ELSE = "/account";

    private final Browsers browsers;
    private final Pages pages;
    private final Clients clients;
    private final Grants grants;
    private final Families families;
    private final Events events;

    public LoginPage(
            Browsers browsers,
            Pages pages,
            Clients clients,
            Grants grants,
            Families families,
            Events events) {
        this.browsers = browsers;
        this.pages = pages;
        this.clients = clients;
        this.grants = grants;
        this.families = families;
        this.events = events;
    }

    /// `GET /login`.
    public HttpResponse show(HttpRequest request) {
        return switch (Query.read(request)) {
            case Malformed _ -> form(400, request, new Filled("", "", "", "That link is broken."));
            case Parameters query -> {
                var filled = Filled.from(query, "");
                yield browsers.look(request) instanceof Visit.SignedIn
                        ? pages.goTo(target(filled))
                        : form(200, request, filled);
            }
        };
    }

    /// `POST /login`.
    public HttpResponse signIn(HttpRequest request) {
        return switch (Form.read(request)) {
            case Malformed _ -> form(400, request, new Filled("", "", "", "Please try again."));
            case Parameters form -> signIn(request, form);
        };
    }

    private HttpResponse signIn(HttpRequest request, Parameters form) {
        var origin = request.origin();
        var objection =
                browsers.objection(request, browsers.bindingOf(request), form.value("csrf_token"));
        if (objection.isPresent()) {
            events.record(new Event.CrossSiteRefused(objection.get(), origin));
            return form(
                    403,
                    request,
                    Filled.from(form, "The form was open for too long. Please try again."));
        }
        var client = client(form.value("client_id"), origin);
        if (client.isEmpty()) {
            return pages.message(
                    400,
                    new Message(
                            "Unknown application",
                            "The application that sent you here is not registered.",
                            "",
                            "",
                            ""));
        }
        var entry =
                grants.enter(
                        client.get(),
                        form.value("username").orElse(""),
                        form.value("password").orElse(""),
                        Optional.empty(),
                        UserAgent.device(request, Optional.empty()),
                        browsers.deviceProof(request),
                        origin);
        return switch (entry) {
            case Entry.Turned _ ->
                    form(401, request, Filled.from(form, "The user name or the password is wrong."))
                            .header("WWW-Authenticate", "Login realm=\"mintmark\"");
            case Entry.Held(var held) ->
                    QuotaExceeded.labelled(
                            form(429, request, Filled.from(form, pleaseWait(held))), held);
            case Entry.Opened(var opened, var account) -> {
                if (browsers.look(request) instanceof Visit.SignedIn before) {
                    families.end(before.family(), EndReason.REPLACED, origin);
                }
                var answer = pages.goTo(target(Filled.from(form, "")));
                yield browsers.begin(answer, opened.family(), account);
            }
        };
    }

    static String pleaseWait(Held held) {
        return "There were too many tries. Please wait %d seconds, then try again."
                .formatted(held.retryAfter().toSeconds());
    }

    private Optional<Client> client(Optional<String> id, Origin origin) {
        var named = new Credentials.IdOnly(id.orElse(ClientId.FIRST_PARTY.value()));
        return switch (clients.authenticate(named)) {
            case Authentication.Known(var client) -> Optional.of(client);
            case Authentication.Refused refused -> {
                events.record(
                        new Event.ClientRefused(
                                refused.client(named), refused.why().word(), origin));
                yield Optional.empty();
            }
        };
    }

    private String target(Filled filled) {
        return ReturnAddress.orElse(
                filled.returnTo(), browsers.rule(), pages.brand().path(NOWHERE_ELSE));
    }

    private HttpResponse form(int status, HttpRequest request, Filled filled) {
        var binding = browsers.signInBinding(request);
        var form =
                new SignInForm(
                        binding.token(),
                        filled.returnTo(),
                        filled.clientId(),
                        filled.userName(),
                        filled.problem());
        return binding.on(pages.signIn(status, form));
    }

    /// What the form says already. The password is never among it.
    private record Filled(String returnTo, String clientId, String userName, String problem) {
        private static final int LONGEST = 2048;

        static Filled from(Parameters parameters, String problem) {
            return new Filled(
                    text(parameters, "return_to"),
                    text(parameters, "client_id"),
                    text(parameters, "username"),
                    problem);
        }

        private static String text(Parameters parameters, String name) {
            return parameters.value(name).filter(text -> text.length() <= LONGEST).orElse("");
        }
    }
}
