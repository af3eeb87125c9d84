package dev.mintmark.server.http;

import java.util.Optional;
import java.util.function.Predicate;

/// Which origins' scripts may read an address. Cookies are never allowed along: what is open to
/// other origins authenticates with tokens or not at all.
public sealed interface Cors {
    /// For documents that are public anyway; caches may give one answer to everybody.
    record Anyone() implements Cors {}

    /// For addresses where the origin matters; the predicate is asked with every request.
    record Origins(Predicate<String> allowed) implements Cors {}

    /// The answer to a preflight. An origin that is not allowed gets the same answer without the
    /// permission, and its browser draws the conclusion.
    default HttpResponse preflight(HttpRequest request, String methods) {
        var response = vary(HttpResponse.empty(204));
        return permission(request)
                .map(origin ->
                        response.header("Access-Control-Allow-Origin", origin)
                                .header("Access-Control-Allow-Methods", methods)
                                .header(
                                        "Access-Control-Allow-Headers",
                                        "Authorization, Content-Type, DPoP")
                                .header("Access-Control-Max-Age", "600"))
                .orElse(response);
    }

    default HttpResponse decorate(HttpRequest request, HttpResponse answer) {
        var response = vary(answer);
        return permission(request)
                .map(origin ->
                        response.header("Access-Control-Allow-Origin", origin)
                                .header(
                                        "Access-Control-Expose-Headers",
                                        "DPoP-Nonce, WWW-Authenticate"))
                .orElse(response);
    }

    /// Anyone's permission is given unasked too: a shared cache may have stored the answer to a
    /// client that named no origin.
    private Optional<String> permission(HttpRequest request) {
        return switch (this) {
            case Anyone() -> Optional.of("*");
            case Origins(var allowed) -> request.headers().first("Origin").filter(allowed);
        };
    }

    /// A cache must not hand what one origin got to another.
    private HttpResponse vary(HttpResponse response) {
        return switch (this) {
            case Anyone() -> response;
            case Origins(_) -> response.header("Vary", "Origin");
        };
    }
}
