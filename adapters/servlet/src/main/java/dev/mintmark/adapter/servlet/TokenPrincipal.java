package dev.mintmark.adapter.servlet;

import dev.mintmark.verifier.Verdict;

import java.security.Principal;
import java.util.Objects;

/// Who a trusted token speaks for: `getUserPrincipal()` of a request.
public final class TokenPrincipal implements Principal {

    private final Verdict.Trusted token;

    TokenPrincipal(Verdict.Trusted token) {
        this.token = Objects.requireNonNull(token);
    }

    /// The subject.
    @Override
    public String getName() {
        return token.subject();
    }

    public Verdict.Trusted token() {
        return token;
    }

    /// No name: it is personal, and this ends up in logs.
    @Override
    public String toString() {
        return "TokenPrincipal";
    }
}
