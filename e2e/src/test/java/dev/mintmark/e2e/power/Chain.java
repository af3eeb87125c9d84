package dev.mintmark.e2e.power;

import dev.mintmark.server.id.FamilyId;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/// One session: every refresh token that was acknowledged, in order, and how far its end has come.
final class Chain {
    private final FamilyId family;
    private final List<String> tokens = new CopyOnWriteArrayList<>();
    private volatile boolean endAsked;
    private volatile boolean endAcknowledged;

    Chain(FamilyId family, String first) {
        this.family = family;
        tokens.add(first);
    }

    void acknowledged(String token) {
        tokens.add(token);
    }

    void endAsked() {
        endAsked = true;
    }

    void endAcknowledged() {
        endAcknowledged = true;
    }

    /// What was acknowledged until now.
    Promise promise() {
        boolean ended = endAcknowledged;
        return new Promise(this, tokens.size() - 1, ended);
    }

    /// @param generation of the newest token that somebody was given
    record Promise(Chain chain, int generation, boolean ended) {}

    FamilyId family() {
        return family;
    }

    /// The token of a generation, if it was ever acknowledged.
    String token(int generation) {
        return tokens.get(Math.min(generation, tokens.size() - 1));
    }

    /// How many generations there can be: one more than was acknowledged.
    int newestPossible() {
        return tokens.size();
    }

    boolean mayHaveEnded() {
        return endAsked;
    }
}
