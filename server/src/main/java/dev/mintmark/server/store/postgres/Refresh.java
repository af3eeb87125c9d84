package dev.mintmark.server.store.postgres;

import dev.mintmark.server.event.Witness;
import dev.mintmark.server.id.FamilyId;
import dev.mintmark.server.session.Decision;
import dev.mintmark.server.session.FamilyStore.Rule;

import java.util.concurrent.CompletableFuture;

/// A refresh that waits for its answer.
record Refresh(
        FamilyId family, Rule rule, Witness<Decision> witness, CompletableFuture<Decision> answer) {
    Refresh(FamilyId family, Rule rule, Witness<Decision> witness) {
        this(family, rule, witness, new CompletableFuture<>());
    }
}
