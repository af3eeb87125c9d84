package dev.mintmark.adapter.spring;

import dev.mintmark.verifier.Requirements;
import dev.mintmark.verifier.Verdict;

import org.springframework.security.authorization.AuthorizationResult;

/// Whether a token is enough, and what is asked for: all of it, not only what the token lacks,
/// since the client's next token has to have all.
///
/// @param verdict on what the token allows; trusted when that is enough
record AccessDecision(Verdict verdict, Requirements needed) implements AuthorizationResult {

    @Override
    public boolean isGranted() {
        return verdict instanceof Verdict.Trusted;
    }
}
