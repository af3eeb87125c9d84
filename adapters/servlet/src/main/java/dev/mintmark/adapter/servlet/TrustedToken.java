package dev.mintmark.adapter.servlet;

import dev.mintmark.verifier.Verdict;

import jakarta.servlet.ServletRequest;

import java.util.Optional;

/// The token that a request was let in with.
public final class TrustedToken {

    /// The request attribute that holds it, for code that cannot call this class, as in templates.
    public static final String ATTRIBUTE = Verdict.Trusted.class.getName();

    private TrustedToken() {}

    /// Empty where the rules let a request in without one.
    public static Optional<Verdict.Trusted> of(ServletRequest request) {
        return request.getAttribute(ATTRIBUTE) instanceof Verdict.Trusted token
                ? Optional.of(token)
                : Optional.empty();
    }

    /// Where the rules require one. Throws an `IllegalStateException` when there is none: then the
    /// filter does not stand before this address, or the rules there are others than thought.
    public static Verdict.Trusted require(ServletRequest request) {
        return of(request)
                .orElseThrow(() ->
                        new IllegalStateException(
                                "this address is served without a token: let the"
                                        + " AccessTokenFilter stand before it, and its"
                                        + " rules require one"));
    }
}
