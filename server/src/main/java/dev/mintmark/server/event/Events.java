package dev.mintmark.server.event;

import java.util.function.Function;

/// Where events go. Whoever records one does not know who listens.
@FunctionalInterface
public interface Events {
    /// Takes what changed nothing that rests in the database: a refusal, a token that was issued.
    void record(Event event);

    /// Takes what rests beside the change it tells of, put there by the store.
    default void kept(Event event) {
        record(event);
    }

    /// What a store is to ask, given what happens. Nobody but whoever does not keep anything
    /// answers with another.
    default <T> Witness<T> watched(Witness<T> witness) {
        return witness;
    }

    /// Makes a change that is remembered with it.
    ///
    /// @param change hands the witness it is given to the store
    default <T> T keeping(Witness<T> witness, Function<Witness<T>, T> change) {
        T outcome = change.apply(watched(witness));
        witness.of(outcome).forEach(this::kept);
        return outcome;
    }
}
