package dev.mintmark.server.key;

import dev.mintmark.server.event.Event;
import dev.mintmark.server.event.Events;

import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/// The only one who changes the table of keys.
///
/// Whatever is decided, is decided by looking at the whole table, and is written only if the table
/// is still the same then; so nodes that race make one key, whoever else there is and whatever
/// their clocks say.
final class KeyHand {
    private final KeyStore store;
    private final KeyRing ring;
    private final KeyMoves moves;
    private final Events events;

    KeyHand(KeyStore store, KeyRing ring, KeyMoves moves, Events events) {
        this.store = store;
        this.ring = ring;
        this.moves = moves;
        this.events = events;
    }

    KeyRing ring() {
        return ring;
    }

    KeyShelf read() {
        return store.read();
    }

    /// Sees whether the keys have changed, and has the ring follow.
    KeyShelf look() {
        long mark = ring.mark();
        var glance = store.glance();
        var known = ring.shelf(glance);
        if (known.isPresent()) {
            ring.confirm(glance.version(), mark);
            return known.get();
        }
        var shelf = store.read();
        ring.adopt(shelf, mark);
        return shelf;
    }

    /// Whether a key that is to sign is at hand. One in a device may not be; one in the database
    /// is.
    boolean canBeDone(KeyStep step) {
        return !(step instanceof KeyStep.Promote(var key, _, _))
                || key.custody() != Custody.PKCS11
                || ring.canSignWith(key);
    }

    /// @param turn of this node, for what only one node does
    /// @return the keys as they are now; empty when the table has changed since it was read
    Optional<List<KeyRecord>> carryOut(KeyShelf shelf, List<KeyStep> steps, OptionalLong turn) {
        if (steps.isEmpty()) {
            return Optional.of(List.of());
        }
        var made = moves.of(steps, shelf.now());
        var told = made.stream().map(KeyHand::event).toList();
        boolean done =
                events.keeping(
                        applied -> applied ? told : List.of(),
                        witness ->
                                store.apply(
                                        new KeyChange(shelf.version(), shelf.now(), turn, made),
                                        witness));
        if (!done) {
            made.stream().filter(move -> move.from().isEmpty()).forEach(moves::discard);
            return Optional.empty();
        }
        made.stream().filter(move -> !move.key().state().isPublished()).forEach(moves::discard);
        var _ = look();
        return Optional.of(made.stream().map(KeyMove::key).toList());
    }

    private static Event event(KeyMove move) {
        var key = move.key();
        return new Event.KeyMoved(
                key.kid(),
                key.slot().toString(),
                move.from().map(KeyState::word),
                key.state().word(),
                key.mandate().actor().word(),
                key.mandate().reason(),
                key.mandate().origin());
    }
}
