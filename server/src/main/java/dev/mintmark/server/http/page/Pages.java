package dev.mintmark.server.http.page;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.mintmark.server.http.HttpResponse;
import dev.mintmark.server.http.Problem;
import dev.mintmark.server.http.page.made.JteaccountGenerated;
import dev.mintmark.server.http.page.made.JtemessageGenerated;
import dev.mintmark.server.http.page.made.JtesigninGenerated;

import gg.jte.html.HtmlTemplateOutput;
import gg.jte.html.OwaspHtmlTemplateOutput;
import gg.jte.output.StringOutput;

import java.util.Set;
import java.util.function.Consumer;

/// Makes pages. Everything that is filled in is escaped for the place where it stands, and the
/// content policy lets in neither scripts nor anything from elsewhere.
public final class Pages {
    private final Brand brand;
    private final String policy;

    /// @param origins that a sign-in may go on to, besides our own
    public Pages(Brand brand, Set<String> origins) {
        this.brand = brand;
        // Browsers apply form-action to where a form's answer redirects to as well.
        this.policy =
                "default-src 'none'; style-src 'self'; img-src 'self'; form-action 'self'"
                        + origins.stream()
                                .sorted()
                                .map(origin -> " " + origin)
                                .reduce("", String::concat)
                        + "; base-uri 'none'; object-src 'none'; frame-ancestors 'none'";
    }

    public Brand brand() {
        return brand;
    }

    public HttpResponse signIn(int status, SignInForm form) {
        return page(status, output -> JtesigninGenerated.render(output, null, brand, form));
    }

    public HttpResponse account(int status, AccountView view) {
        return page(status, output -> JteaccountGenerated.render(output, null, brand, view));
    }

    public HttpResponse message(int status, Message message) {
        return page(status, output -> JtemessageGenerated.render(output, null, brand, message));
    }

    /// An error where people are the readers.
    public HttpResponse problem(Problem problem) {
        return message(
                problem.status(),
                new Message(
                        problem.title(),
                        problem.detail(),
                        problem.incident().orElse(""),
                        "/account",
                        problem.status() == 404 ? "Go to your account" : ""));
    }

    /// On to another page. Always 303, which turns a form's POST into a GET: 307 would have the
    /// browser send the password on (RFC 9700 §4.12).
    public HttpResponse goTo(String address) {
        return secured(HttpResponse.empty(303).header("Location", address));
    }

    private HttpResponse page(int status, Consumer<HtmlTemplateOutput> render) {
        var text = new StringOutput(4096);
        render.accept(new OwaspHtmlTemplateOutput(text));
        byte[] html = text.toString().strip().getBytes(UTF_8);
        return secured(HttpResponse.of(status, "text/html; charset=utf-8", html));
    }

    private HttpResponse secured(HttpResponse answer) {
        return answer.header("Content-Security-Policy", policy)
                .header("X-Frame-Options", "DENY")
                .header("Cross-Origin-Opener-Policy", "same-origin")
                .header("Permissions-Policy", "camera=(), geolocation=(), microphone=()")
                .header("Cache-Control", "no-store")
                .header("Vary", "Cookie");
    }
}
