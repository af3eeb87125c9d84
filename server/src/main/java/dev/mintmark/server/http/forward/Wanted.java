package dev.mintmark.server.http.forward;

import dev.mintmark.server.http.HttpRequest;
import dev.mintmark.server.http.Malformed;
import dev.mintmark.server.http.Parameters;
import dev.mintmark.server.http.Query;

import java.util.List;
import java.util.Optional;

/// What the proxy's configuration asks for, in the query of the address it asks at. Clients have no
/// say in that address.
///
/// @param token whether the application wants an access token (`pass=token`)
/// @param identity whether it wants to read who it is in headers (`pass=identity`)
/// @param csrfToken whether unsafe methods need the CSRF token besides the browser's own word for
///   where they come from; `csrf=headers` is for applications whose forms cannot send one
/// @param toSignIn whether people are sent to the sign-in page (`sign-in=redirect`); for proxies
///   that pass such an answer on
/// @param client through which people who sign in get their session (`client`)
/// @param scopes that the session must have
/// @param roles any of which its holder must have
record Wanted(
        boolean token,
        boolean identity,
        boolean csrfToken,
        boolean toSignIn,
        Optional<String> client,
        List<String> scopes,
        List<String> roles) {

    Wanted {
        scopes = List.copyOf(scopes);
        roles = List.copyOf(roles);
    }

    /// Empty when the configuration cannot be understood: letting a request pass then would be
    /// guessing.
    static Optional<Wanted> of(HttpRequest request) {
        return switch (Query.read(request, "scope", "role")) {
            case Malformed _ -> Optional.empty();
            case Parameters query -> of(query);
        };
    }

    private static Optional<Wanted> of(Parameters query) {
        var known = List.of("pass", "csrf", "sign-in", "client", "scope", "role");
        var pass = query.value("pass").orElse("both");
        var csrf = query.value("csrf").orElse("token");
        var signIn = query.value("sign-in").orElse("status");
        if (!known.containsAll(query.names())
                || !List.of("both", "token", "identity").contains(pass)
                || !List.of("token", "headers").contains(csrf)
                || !List.of("status", "redirect").contains(signIn)) {
            return Optional.empty();
        }
        return Optional.of(
                new Wanted(
                        !pass.equals("identity"),
                        !pass.equals("token"),
                        csrf.equals("token"),
                        signIn.equals("redirect"),
                        query.value("client"),
                        query.values("scope"),
                        query.values("role")));
    }
}
