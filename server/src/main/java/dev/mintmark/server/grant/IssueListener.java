package dev.mintmark.server.grant;

import dev.mintmark.verifier.jose.Algorithm;

/// Hears of every access token that is issued, for numbers.
@FunctionalInterface
public interface IssueListener {
    /// @param grant in one word, what it was issued for
    void issued(String grant, Algorithm algorithm);
}
