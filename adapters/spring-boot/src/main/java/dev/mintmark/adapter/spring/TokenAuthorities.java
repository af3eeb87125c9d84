package dev.mintmark.adapter.spring;

import dev.mintmark.verifier.Verdict;
import dev.mintmark.verifier.json.JsonArray;
import dev.mintmark.verifier.json.JsonString;

import org.springframework.security.core.GrantedAuthority;
import org.springframework.security.core.authority.SimpleGrantedAuthority;

import java.util.ArrayList;
import java.util.Collection;

/// What a trusted token entitles to, in the words of Spring Security.
@FunctionalInterface
public interface TokenAuthorities {

    Collection<GrantedAuthority> of(Verdict.Trusted token);

    /// `SCOPE_` and each scope; `ROLE_` and each string in the claim `roles`, which RFC 9068
    /// §2.2.3.1 has as an array.
    static TokenAuthorities scopesAndRoles() {
        return token -> {
            var authorities = new ArrayList<GrantedAuthority>();
            for (String scope : token.scopes()) {
                authorities.add(new SimpleGrantedAuthority(NeededScopes.PREFIX + scope));
            }
            if (token.claim("roles").orElse(null) instanceof JsonArray roles) {
                roles.items().stream()
                        .filter(JsonString.class::isInstance)
                        .map(role -> ((JsonString) role).value())
                        .filter(role -> !role.isEmpty())
                        .map(role -> new SimpleGrantedAuthority("ROLE_" + role))
                        .forEach(authorities::add);
            }
            return authorities;
        };
    }
}
