package dev.mintmark.server.http.browser;

import dev.mintmark.server.account.Accounts;
import dev.mintmark.server.account.PasswordRule;
import dev.mintmark.server.account.SignIn;
import dev.mintmark.server.client.Clients;
import dev.mintmark.server.event.Event;
import dev.mintmark.server.event.Events;
import dev.mintmark.server.grant.Confirmation;
import dev.mintmark.server.grant.Entry;
import dev.mintmark.server.grant.Grants;
import dev.mintmark.server.http.Form;
import dev.mintmark.server.http.HttpRequest;
import dev.mintmark.server.http.HttpResponse;
import dev.mintmark.server.http.Malformed;
import dev.mintmark.server.http.Parameters;
import dev.mintmark.server.http.QuotaExceeded;
import dev.mintmark.server.http.page.Message;
import dev.mintmark.server.http.page.Pages;
import dev.mintmark.server.id.FamilyId;
import dev.mintmark.server.session.EndReason;
import dev.mintmark.server.session.Families;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.BiFunction;

/// `/account`: where one is signed in, signing out there or here, another password. Forms only.
public final class AccountPage {
    private final Browsers browsers;
    private final Pages pages;
    private final DeviceList devices;
    private final Accounts accounts;
    private final Clients clients;
    private final Grants grants;
    private final Families families;
    private final Events events;

    public AccountPage(
            Browsers browsers,
            Pages pages,
            Accounts accounts,
            Clients clients,
            Grants grants,
            Families families,
            Events events) {
        this.browsers = browsers;
        this.pages = pages;
        this.devices = new DeviceList(families);
        this.accounts = accounts;
        this.clients = clients;
        this.grants = grants;
        this.families = families;
        this.events = events;
    }

    /// `GET /account`.
    public HttpResponse show(HttpRequest request) {
        return switch (browsers.use(request)) {
            case Visit.SignedIn visit -> shown(200, visit, "", "");
            case Visit.Anonymous _, Visit.Unclear _ -> toSignIn();
        };
    }

    /// `POST /account/sign-out`.
    public HttpResponse signOut(HttpRequest request) {
        return changing(
                request,
                (visit, form) -> {
                    families.end(visit.family(), EndReason.SIGNED_OUT, request.origin());
                    return signedOut("You are signed out on this device.");
                });
    }

    /// `POST /account/sign-out-everywhere`.
    public HttpResponse signOutEverywhere(HttpRequest request) {
        return changing(
                request,
                (visit, form) -> {
                    families.endAll(visit.family().user(), EndReason.SIGNED_OUT, request.origin());
                    return signedOut("You are signed out everywhere.");
                });
    }

    /// `POST /account/sign-out-others`.
    public HttpResponse signOutOthers(HttpRequest request) {
        return changing(
                request,
                (visit, form) -> {
                    families.endOthers(
                            visit.family().user(),
                            visit.family().id(),
                            EndReason.SIGNED_OUT,
                            request.origin());
                    return shown(200, visit, "All other devices are signed out.", "");
                });
    }

    /// `POST /account/end-session`. A session of somebody else is answered like one that is over.
    public HttpResponse endSession(HttpRequest request) {
        return changing(
                request,
                (visit, form) -> {
                    form.value("session")
                            .flatMap(FamilyId::parse)
                            .ifPresent(id ->
                                    families.endOwn(visit.family().user(), id, request.origin()));
                    return shown(200, visit, "That device is signed out.", "");
                });
    }

    /// `POST /account/password`. The old password is asked for (ASVS 7.5.1), and the session begins
    /// anew under a new handle.
    public HttpResponse changePassword(HttpRequest request) {
        return changing(request, (visit, form) -> changePassword(request, visit, form));
    }

    private HttpResponse changePassword(
            HttpRequest request, Visit.SignedIn visit, Parameters form) {
        var origin = request.origin();
        var name = visit.holder().name();
        var confirmation =
                grants.confirm(
                        visit.family(),
                        name,
                        form.value("password").orElse(""),
                        browsers.deviceProof(request),
                        origin);
        return switch (confirmation) {
            case Confirmation.Wrong() -> shown(403, visit, "", "The current password is wrong.");
            case Confirmation.Held(var held) ->
                    QuotaExceeded.labelled(shown(429, visit, "", LoginPage.pleaseWait(held)), held);
            case Confirmation.Confirmed(var welcome) -> setPassword(request, visit, form, welcome);
        };
    }

    private HttpResponse setPassword(
            HttpRequest request, Visit.SignedIn visit, Parameters form, SignIn.Welcome welcome) {
        var origin = request.origin();
        var owner = welcome.account();
        var wanted = form.value("new_password").orElse("");
        var complaint = PasswordRule.complaint(wanted, owner.name());
        if (complaint.isPresent()) {
            return shown(422, visit, "", complaint.get());
        }
        var user = owner.id();
        var changed =
                events.<OptionalInt>keeping(
                        ended ->
                                ended.isPresent()
                                        ? List.of(
                                                new Event.PasswordChanged(
                                                        user, ended.getAsInt(), origin))
                                        : List.of(),
                        witness -> accounts.changePassword(welcome, wanted, witness));
        if (changed.isEmpty()) {
            return toSignIn();
        }
        var client = clients.find(visit.family().client());
        if (client.isPresent()
                && grants.enter(
                                client.get(),
                                owner.name(),
                                wanted,
                                Optional.of(visit.family().scope()),
                                visit.family().device(),
                                browsers.deviceProof(request),
                                origin)
                        instanceof Entry.Opened(var opened, var account)) {
            var answer =
                    pages.message(
                            200,
                            new Message(
                                    "Password changed",
                                    "You stay signed in here. Everywhere else you are signed out.",
                                    "",
                                    "/account",
                                    "Back to your account"));
            return browsers.begin(answer, opened.family(), account);
        }
        return toSignIn();
    }

    private HttpResponse changing(
            HttpRequest request, BiFunction<Visit.SignedIn, Parameters, HttpResponse> change) {
        if (!(browsers.look(request) instanceof Visit.SignedIn visit)) {
            return toSignIn();
        }
        return switch (Form.read(request)) {
            case Malformed _ -> refused();
            case Parameters form -> {
                var objection =
                        browsers.objection(
                                request, Optional.of(visit.handle()), form.value("csrf_token"));
                if (objection.isPresent()) {
                    events.record(new Event.CrossSiteRefused(objection.get(), request.origin()));
                    yield refused();
                }
                yield change.apply(visit, form);
            }
        };
    }

    private HttpResponse refused() {
        return pages.message(
                403,
                new Message(
                        "That did not work",
                        "The request did not come from this page. Nothing was changed.",
                        "",
                        "/account",
                        "Back to your account"));
    }

    private HttpResponse signedOut(String text) {
        var answer =
                pages.message(200, new Message("Signed out", text, "", "/login", "Sign in again"));
        return browsers.forget(answer)
                .header("Clear-Site-Data", "\"cache\", \"cookies\", \"storage\"");
    }

    private HttpResponse toSignIn() {
        return pages.goTo(pages.brand().path("/login") + "?return_to=%2Faccount");
    }

    private HttpResponse shown(int status, Visit.SignedIn visit, String done, String problem) {
        return pages.account(status, devices.view(visit, browsers.csrfToken(visit), done, problem));
    }
}
