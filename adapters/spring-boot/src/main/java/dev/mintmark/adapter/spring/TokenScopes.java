package dev.mintmark.adapter.spring;

import org.springframework.security.authorization.AuthorizationManager;
import org.springframework.security.authorization.AuthorizationResult;
import org.springframework.security.core.Authentication;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/// Lets in tokens that grant all of some scopes, and names all of them to those that lack one:
///
/// ```
/// http.authorizeHttpRequests(
///         requests -> requests.requestMatchers("/orders/**").access(TokenScopes.all("orders:read")));
/// ```
///
/// `hasAuthority("SCOPE_…")` does as well for a single scope. For several, Spring Security only
/// tells which one is missing.
public final class TokenScopes<T> implements AuthorizationManager<T> {

    private final List<String> needed;

    private TokenScopes(List<String> needed) {
        this.needed = List.copyOf(needed);
    }

    public static <T> TokenScopes<T> all(String first, String... more) {
        var all = new ArrayList<String>();
        all.add(first);
        all.addAll(List.of(more));
        return new TokenScopes<>(all);
    }

    @Override
    public AuthorizationResult authorize(
            Supplier<? extends Authentication> authentication, T object) {
        return new ScopeDecision(
                authentication.get() instanceof TokenAuthentication token
                        && token.getPrincipal().scopes().containsAll(needed),
                needed);
    }
}
