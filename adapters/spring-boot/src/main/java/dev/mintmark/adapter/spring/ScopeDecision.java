package dev.mintmark.adapter.spring;

import org.springframework.security.authorization.AuthorizationResult;

import java.util.List;

/// Whether a token has the scopes that are needed, and which these are: all, not only those that it
/// lacks, since the client's next token has to have all.
record ScopeDecision(boolean isGranted, List<String> needed) implements AuthorizationResult {

    ScopeDecision {
        needed = List.copyOf(needed);
    }
}
