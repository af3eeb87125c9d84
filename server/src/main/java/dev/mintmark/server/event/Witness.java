package dev.mintmark.server.event;

import java.util.List;

/// What there is to remember of a change, told from what came of it.
///
/// A store asks it inside the transaction of the change, and keeps its answer there: either both
/// are in the database or neither is. Pure, as it may be asked more than once.
///
/// @param <T> what came of the change
@FunctionalInterface
public interface Witness<T> {
    List<Event> of(T outcome);

    /// Of a change that nobody needs to know of.
    static <T> Witness<T> silent() {
        return _ -> List.of();
    }
}
