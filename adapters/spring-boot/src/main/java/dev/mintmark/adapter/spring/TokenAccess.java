package dev.mintmark.adapter.spring;

import dev.mintmark.verifier.Requirements;

import org.springframework.security.authorization.AuthorizationDecision;
import org.springframework.security.authorization.AuthorizationManager;
import org.springframework.security.authorization.AuthorizationResult;
import org.springframework.security.core.Authentication;

import java.util.function.Supplier;
import java.util.stream.Stream;

/// Lets in tokens that are enough for a request, and names to the others all that is needed:
///
/// ```
/// http.authorizeHttpRequests(
///         requests -> requests.requestMatchers("/orders/**").access(TokenAccess.scopes("orders:read"))
///                 .requestMatchers("/transfers/**")
///                 .access(TokenAccess.requiring(
///                         Requirements.scopes("transfers:write")
///                                 .withAcr("mfa")
///                                 .withMaxAge(Duration.ofMinutes(5)))));
/// ```
///
/// `hasAuthority("SCOPE_…")` does as well for a single scope. For several, Spring Security only
/// tells which one is missing. How and when a person signed in (RFC 9470) can only be asked for
/// here and with [RequiresToken].
public final class TokenAccess<T> implements AuthorizationManager<T> {

    private final Requirements needed;

    private TokenAccess(Requirements needed) {
        this.needed = needed;
    }

    /// Tokens that grant all of these.
    public static <T> TokenAccess<T> scopes(String first, String... more) {
        var all = Stream.concat(Stream.of(first), Stream.of(more)).toArray(String[]::new);
        return requiring(Requirements.scopes(all));
    }

    public static <T> TokenAccess<T> requiring(Requirements needed) {
        return new TokenAccess<>(needed);
    }

    @Override
    public AuthorizationResult authorize(
            Supplier<? extends Authentication> authentication, T object) {
        return authentication.get() instanceof TokenAuthentication token && token.isAuthenticated()
                ? new AccessDecision(token.require(needed), needed)
                // Who brought no token is asked for one.
                : new AuthorizationDecision(false);
    }
}
