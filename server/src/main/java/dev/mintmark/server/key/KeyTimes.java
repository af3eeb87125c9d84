package dev.mintmark.server.key;

import java.time.Duration;

/// How long a key stays in each state.
///
/// @param signFor how long one key signs
/// @param announceAhead how long it is published before
/// @param retireAfter how long it stays published afterwards
/// @param catchUp by when whoever holds a copy of the key set holds a newer one: the life of a
///   copy, and some for nodes and clocks that lag
/// @param staleAfter how old a node's view of the keys may be before it neither signs nor publishes
public record KeyTimes(
        Duration signFor,
        Duration announceAhead,
        Duration retireAfter,
        Duration catchUp,
        Duration staleAfter) {
    public KeyTimes {
        if (announceAhead.compareTo(catchUp) < 0) {
            throw new IllegalArgumentException("a key would sign before everybody can know it");
        }
        if (signFor.compareTo(announceAhead) <= 0) {
            throw new IllegalArgumentException("a key is announced longer than one signs");
        }
    }
}
