package dev.mintmark.server.http.page;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.mintmark.server.http.HttpResponse;
import dev.mintmark.server.http.Problem;
import dev.mintmark.server.http.page.console.AdminKeyForm;
import dev.mintmark.server.http.page.console.AdminKeysView;
import dev.mintmark.server.http.page.console.AlertsView;
import dev.mintmark.server.http.page.console.AuditView;
import dev.mintmark.server.http.page.console.ClientForm;
import dev.mintmark.server.http.page.console.ClientRow;
import dev.mintmark.server.http.page.console.ClientsView;
import dev.mintmark.server.http.page.console.Confirmation;
import dev.mintmark.server.http.page.console.ConsoleSignIn;
import dev.mintmark.server.http.page.console.Frame;
import dev.mintmark.server.http.page.console.KeysView;
import dev.mintmark.server.http.page.console.Notice;
import dev.mintmark.server.http.page.console.OverviewView;
import dev.mintmark.server.http.page.console.SessionRow;
import dev.mintmark.server.http.page.console.SessionsView;
import dev.mintmark.server.http.page.console.SettingsView;
import dev.mintmark.server.http.page.console.ShownOnce;
import dev.mintmark.server.http.page.console.TokenView;
import dev.mintmark.server.http.page.console.UserForm;
import dev.mintmark.server.http.page.console.UserView;
import dev.mintmark.server.http.page.console.UsersView;
import dev.mintmark.server.http.page.made.JtemessageGenerated;
import dev.mintmark.server.http.page.made.console.JteadminkeyformGenerated;
import dev.mintmark.server.http.page.made.console.JteadminkeysGenerated;
import dev.mintmark.server.http.page.made.console.JtealertsGenerated;
import dev.mintmark.server.http.page.made.console.JteauditGenerated;
import dev.mintmark.server.http.page.made.console.JteclientGenerated;
import dev.mintmark.server.http.page.made.console.JteclientformGenerated;
import dev.mintmark.server.http.page.made.console.JteclientsGenerated;
import dev.mintmark.server.http.page.made.console.JteconfirmGenerated;
import dev.mintmark.server.http.page.made.console.JtekeysGenerated;
import dev.mintmark.server.http.page.made.console.JtenoticeGenerated;
import dev.mintmark.server.http.page.made.console.JteonceGenerated;
import dev.mintmark.server.http.page.made.console.JteoverviewGenerated;
import dev.mintmark.server.http.page.made.console.JtesessionGenerated;
import dev.mintmark.server.http.page.made.console.JtesessionsGenerated;
import dev.mintmark.server.http.page.made.console.JtesettingsGenerated;
import dev.mintmark.server.http.page.made.console.JtesigninGenerated;
import dev.mintmark.server.http.page.made.console.JtetokenGenerated;
import dev.mintmark.server.http.page.made.console.JteuserGenerated;
import dev.mintmark.server.http.page.made.console.JteuserformGenerated;
import dev.mintmark.server.http.page.made.console.JteusersGenerated;

import gg.jte.html.HtmlTemplateOutput;
import gg.jte.html.OwaspHtmlTemplateOutput;
import gg.jte.output.StringOutput;

import java.util.function.Consumer;

/// Makes the pages of the console. Its scripts are files of our own origin; a script that got into
/// a page otherwise would not run, and could send nothing anywhere.
public final class ConsolePages {
    private static final String POLICY =
            "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self';"
                    + " connect-src 'self'; form-action 'self'; base-uri 'none'; object-src 'none';"
                    + " frame-ancestors 'none'; require-trusted-types-for 'script';"
                    + " trusted-types mintmark";

    private final Brand brand;

    public ConsolePages(Brand brand) {
        this.brand = brand;
    }

    public Brand brand() {
        return brand;
    }

    public HttpResponse signIn(int status, ConsoleSignIn form) {
        return page(status, output -> JtesigninGenerated.render(output, null, brand, form));
    }

    public HttpResponse overview(Frame frame, OverviewView view) {
        return page(200, output -> JteoverviewGenerated.render(output, null, frame, view));
    }

    public HttpResponse users(Frame frame, UsersView view) {
        return page(200, output -> JteusersGenerated.render(output, null, frame, view));
    }

    public HttpResponse user(Frame frame, UserView view) {
        return page(200, output -> JteuserGenerated.render(output, null, frame, view));
    }

    public HttpResponse userForm(int status, Frame frame, UserForm form) {
        return page(status, output -> JteuserformGenerated.render(output, null, frame, form));
    }

    public HttpResponse sessions(Frame frame, SessionsView view) {
        return page(200, output -> JtesessionsGenerated.render(output, null, frame, view));
    }

    public HttpResponse session(Frame frame, SessionRow row, boolean mayWrite) {
        return page(200, output -> JtesessionGenerated.render(output, null, frame, row, mayWrite));
    }

    public HttpResponse clients(Frame frame, ClientsView view) {
        return page(200, output -> JteclientsGenerated.render(output, null, frame, view));
    }

    public HttpResponse client(Frame frame, ClientRow client, boolean mayWrite) {
        return page(
                200, output -> JteclientGenerated.render(output, null, frame, client, mayWrite));
    }

    public HttpResponse clientForm(int status, Frame frame, ClientForm form) {
        return page(status, output -> JteclientformGenerated.render(output, null, frame, form));
    }

    public HttpResponse keys(Frame frame, KeysView view) {
        return page(200, output -> JtekeysGenerated.render(output, null, frame, view));
    }

    public HttpResponse adminKeys(Frame frame, AdminKeysView view) {
        return page(200, output -> JteadminkeysGenerated.render(output, null, frame, view));
    }

    public HttpResponse adminKeyForm(int status, Frame frame, AdminKeyForm form) {
        return page(status, output -> JteadminkeyformGenerated.render(output, null, frame, form));
    }

    public HttpResponse alerts(Frame frame, AlertsView view) {
        return page(200, output -> JtealertsGenerated.render(output, null, frame, view));
    }

    public HttpResponse audit(Frame frame, AuditView view) {
        return page(200, output -> JteauditGenerated.render(output, null, frame, view));
    }

    public HttpResponse settings(Frame frame, SettingsView view) {
        return page(200, output -> JtesettingsGenerated.render(output, null, frame, view));
    }

    public HttpResponse token(Frame frame, TokenView view) {
        return page(200, output -> JtetokenGenerated.render(output, null, frame, view));
    }

    public HttpResponse confirm(int status, Frame frame, Confirmation question) {
        return page(status, output -> JteconfirmGenerated.render(output, null, frame, question));
    }

    public HttpResponse once(Frame frame, ShownOnce view) {
        return page(200, output -> JteonceGenerated.render(output, null, frame, view));
    }

    public HttpResponse notice(int status, Frame frame, Notice notice) {
        return page(status, output -> JtenoticeGenerated.render(output, null, frame, notice));
    }

    /// For a form that cannot have come from one of our pages.
    public HttpResponse notOurs(int status) {
        return message(
                status,
                new Message(
                        "That did not work",
                        "The request did not come from this console. Nothing was changed.",
                        "",
                        "/console",
                        "Back to the console"));
    }

    /// An error where nobody knows who is looking.
    public HttpResponse problem(Problem problem) {
        return message(
                problem.status(),
                new Message(
                        problem.title(),
                        problem.detail(),
                        problem.incident().orElse(""),
                        "/console",
                        "Back to the console"));
    }

    /// On to another page; always 303, which turns a form's POST into a GET.
    public HttpResponse goTo(String path) {
        return secured(HttpResponse.empty(303).header("Location", brand.path(path)));
    }

    private HttpResponse message(int status, Message message) {
        return page(status, output -> JtemessageGenerated.render(output, null, brand, message));
    }

    private static HttpResponse page(int status, Consumer<HtmlTemplateOutput> render) {
        var text = new StringOutput(16_384);
        render.accept(new OwaspHtmlTemplateOutput(text));
        byte[] html = text.toString().strip().getBytes(UTF_8);
        return secured(HttpResponse.of(status, "text/html; charset=utf-8", html));
    }

    private static HttpResponse secured(HttpResponse answer) {
        return answer.header("Content-Security-Policy", POLICY)
                .header("X-Frame-Options", "DENY")
                .header("Cross-Origin-Opener-Policy", "same-origin")
                .header("Permissions-Policy", "camera=(), geolocation=(), microphone=()")
                .header("Cache-Control", "no-store")
                .header("Vary", "Cookie");
    }
}
