package dev.mintmark.server.http.console;

import dev.mintmark.server.http.HttpResponse;
import dev.mintmark.server.http.RouteGroup;
import dev.mintmark.server.http.page.console.TokenView;

/// `/console/token`: why a token is refused. The token stays in the browser: there is no address
/// here that would take one.
final class TokenPage {
    private final Part part;
    private final String issuer;

    TokenPage(Part part, String issuer) {
        this.part = part;
        this.issuer = issuer;
    }

    RouteGroup addTo(RouteGroup group) {
        return group.get("/console/token", part.door().page(this::show));
    }

    private HttpResponse show(Visit visit) {
        return part.pages()
                .token(
                        part.frame(visit),
                        new TokenView(issuer, "/.well-known/jwks.json", "/status/"));
    }
}
