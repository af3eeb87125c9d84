package dev.mintmark.adapter.spring;

import dev.mintmark.adapter.http.Gate;
import dev.mintmark.verifier.Requirements;
import dev.mintmark.verifier.Verdict;

import org.springframework.security.authentication.AbstractAuthenticationToken;
import org.springframework.security.core.GrantedAuthority;

import java.util.Collection;
import java.util.Objects;

/// The subject of a trusted token. The principal is the token itself, so that
/// `@AuthenticationPrincipal Verdict.Trusted token` gives it to a controller.
public final class TokenAuthentication extends AbstractAuthenticationToken {

    /// It lives as long as its request, and in no session.
    private final transient Verdict.Trusted token;

    /// The one that it was let in by, which knows the time that the token was judged by.
    private final transient Gate gate;

    private final String scheme;

    TokenAuthentication(
            Verdict.Trusted token,
            Gate gate,
            String scheme,
            Collection<GrantedAuthority> authorities) {
        super(authorities);
        this.token = Objects.requireNonNull(token);
        this.gate = Objects.requireNonNull(gate);
        this.scheme = scheme;
        super.setAuthenticated(true);
    }

    @Override
    public Verdict.Trusted getPrincipal() {
        return token;
    }

    /// The subject.
    @Override
    public String getName() {
        return token.subject();
    }

    /// Nothing: the token's text is not kept.
    @Override
    public Object getCredentials() {
        return "";
    }

    /// The token itself when it is enough, otherwise why not.
    Verdict require(Requirements needed) {
        return gate.require(token, needed);
    }

    /// How the token was presented, `Bearer` or `DPoP`.
    public String scheme() {
        return scheme;
    }

    /// No name: it is personal, and this ends up in logs.
    @Override
    public String toString() {
        return "TokenAuthentication" + getAuthorities();
    }
}
