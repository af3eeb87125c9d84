package dev.mintmark.server.key;

import dev.mintmark.server.id.KeyId;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;

/// What an administrator may ask for, turned into steps, or refused.
record KeyOrders(KeyPlan plan) {
    /// More would only fill the key set.
    private static final int MOST_SUCCESSORS = 4;

    /// A key set of so many is still small.
    private static final int MOST_PUBLISHED = 100;

    /// What is to be done, or why nothing is.
    sealed interface Order {
        record Steps(List<KeyStep> steps) implements Order {
            public Steps {
                steps = List.copyOf(steps);
            }
        }

        record Refused(KeyRefusal why) implements Order {}
    }

    /// A key that waits for its turn, or for an emergency.
    ///
    /// @param custody where its private half shall be; empty for the usual place
    Order generate(KeyShelf shelf, KeySlot slot, Optional<Custody> custody, Mandate mandate) {
        if (shelf.successors(slot).size() >= MOST_SUCCESSORS) {
            return new Order.Refused(KeyRefusal.TOO_MANY_SUCCESSORS);
        }
        var due =
                shelf.signing(slot).isPresent()
                        ? Optional.<Instant>empty()
                        : Optional.of(earliest(shelf));
        return steps(new KeyStep.Announce(slot, custody, due, mandate));
    }

    /// Keys that were made elsewhere are published: to sign when their turn comes, or never.
    Order take(KeyShelf shelf, List<KeyRecord> keys, Mandate mandate) {
        long published = shelf.keys().stream().filter(key -> key.state().isPublished()).count();
        if (published + keys.size() > MOST_PUBLISHED) {
            return new Order.Refused(KeyRefusal.TOO_MANY_KEYS);
        }
        var kids = new HashSet<KeyId>();
        for (var key : keys) {
            if (shelf.find(key.kid()).isPresent() || !kids.add(key.kid())) {
                return new Order.Refused(KeyRefusal.KEY_IS_KNOWN);
            }
        }
        return new Order.Steps(
                keys.stream().<KeyStep>map(key -> new KeyStep.Take(key, mandate)).toList());
    }

    /// The next key signs as soon as everybody can know it.
    ///
    /// @param chosen which of those announced; empty for the one whose turn it is
    Order rotate(KeyShelf shelf, KeySlot slot, Optional<KeyId> chosen, Mandate mandate) {
        var successor =
                shelf.successors(slot).stream()
                        .filter(key -> chosen.map(key.kid()::equals).orElse(true))
                        .findFirst();
        if (successor.isPresent()) {
            var ripe = plan.ripe(successor.get());
            return steps(
                    shelf.now().isBefore(ripe)
                            ? new KeyStep.Schedule(successor.get(), ripe, mandate)
                            : new KeyStep.Promote(successor.get(), shelf.signing(slot), mandate));
        }
        return chosen.isPresent()
                ? new Order.Refused(KeyRefusal.NOT_ANNOUNCED)
                : steps(new KeyStep.Announce(slot, Optional.of(earliest(shelf)), mandate));
    }

    /// The key that signed before signs again: everybody knows it.
    Order rollBack(KeyShelf shelf, KeySlot slot, Mandate mandate) {
        var previous = shelf.previous(slot);
        return previous.isEmpty()
                ? new Order.Refused(KeyRefusal.NOTHING_TO_ROLL_BACK_TO)
                : steps(new KeyStep.Promote(previous.get(), shelf.signing(slot), mandate));
    }

    /// The key is taken out at once. If it was the one that signs, another one signs in the same
    /// step: one that is announced already, as most copies of the key set hold it; else a new one,
    /// which verifiers meet before they have fetched it. The one that signed before is left alone:
    /// whoever got hold of one key may well have got hold of it, too.
    Order revoke(KeyShelf shelf, KeyId kid, Mandate mandate) {
        var found = shelf.find(kid);
        if (found.isEmpty()) {
            return new Order.Refused(KeyRefusal.NO_SUCH_KEY);
        }
        var key = found.get();
        if (!key.state().isPublished()) {
            return new Order.Refused(KeyRefusal.NOT_PUBLISHED);
        }
        var steps = new ArrayList<KeyStep>();
        steps.add(new KeyStep.Revoke(key, mandate));
        if (key.isIn(KeyState.SIGNING)) {
            steps.add(successorAtOnce(shelf, key.slot(), mandate));
        } else if (isOnlyHope(shelf, key)) {
            steps.add(new KeyStep.Announce(key.slot(), Optional.of(earliest(shelf)), mandate));
        }
        return new Order.Steps(steps);
    }

    /// Nobody signs in its slot, and nobody else is about to.
    private static boolean isOnlyHope(KeyShelf shelf, KeyRecord key) {
        return key.isIn(KeyState.ANNOUNCED)
                && shelf.signing(key.slot()).isEmpty()
                && shelf.successors(key.slot()).size() == 1;
    }

    /// When a key that is announced now can sign.
    private Instant earliest(KeyShelf shelf) {
        return shelf.now().plus(plan.times().announceAhead());
    }

    private static KeyStep successorAtOnce(KeyShelf shelf, KeySlot slot, Mandate mandate) {
        var successors = shelf.successors(slot);
        return successors.isEmpty()
                ? new KeyStep.Begin(slot, mandate)
                : new KeyStep.Promote(successors.getFirst(), Optional.empty(), mandate);
    }

    private static Order steps(KeyStep step) {
        return new Order.Steps(List.of(step));
    }
}
