package dev.mintmark.adapter.servlet;

import dev.mintmark.verifier.Verdict;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;

import java.security.Principal;
import java.util.Collection;
import java.util.function.Function;

/// A request as the subject of its token.
final class TrustedRequest extends HttpServletRequestWrapper {

    private final TokenPrincipal principal;
    private final String scheme;
    private final Function<Verdict.Trusted, ? extends Collection<String>> roles;

    TrustedRequest(
            HttpServletRequest request,
            Verdict.Trusted token,
            String scheme,
            Function<Verdict.Trusted, ? extends Collection<String>> roles) {
        super(request);
        this.principal = new TokenPrincipal(token);
        this.scheme = scheme;
        this.roles = roles;
    }

    @Override
    public Principal getUserPrincipal() {
        return principal;
    }

    @Override
    public String getRemoteUser() {
        return principal.getName();
    }

    @Override
    public boolean isUserInRole(String role) {
        return roles.apply(principal.token()).contains(role);
    }

    @Override
    public String getAuthType() {
        return scheme;
    }
}
