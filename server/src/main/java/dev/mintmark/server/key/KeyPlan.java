package dev.mintmark.server.key;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;

/// What the schedule asks for at a moment. It looks at how things stand and not at what was missed:
/// after an outage of any length, a rotation that was due is made up once.
///
/// @param servingSince since when this node has answered without a break. Nobody could fetch a key
///   set from an authority that was down, so time before that counts for nothing
record KeyPlan(KeyTimes times, Instant servingSince) {

    /// @param wanted slots that must have a key, whether or not one has ever been there
    List<KeyStep> due(KeyShelf shelf, Collection<KeySlot> wanted) {
        var steps = new ArrayList<KeyStep>();
        var slots = new HashSet<>(wanted);
        slots.addAll(shelf.filled());
        for (var slot : slots) {
            due(shelf, slot).ifPresent(steps::add);
        }
        for (var key : shelf.keys()) {
            if (key.isIn(KeyState.RETIRING) && hasCome(key.due(), shelf.now())) {
                steps.add(
                        new KeyStep.Remove(
                                key, Mandate.schedule("nothing it signed can be alive")));
            }
        }
        return steps;
    }

    private Optional<KeyStep> due(KeyShelf shelf, KeySlot slot) {
        var signing = shelf.signing(slot);
        var successors = shelf.successors(slot);
        if (successors.isEmpty()) {
            return announcement(shelf.now(), slot, signing);
        }
        var next = successors.getFirst();
        var from = signsFrom(next, signing);
        return shelf.now().isBefore(from)
                ? Optional.empty()
                : Optional.of(
                        new KeyStep.Promote(next, signing, Mandate.schedule("its turn has come")));
    }

    private Optional<KeyStep> announcement(Instant now, KeySlot slot, Optional<KeyRecord> signing) {
        if (signing.isEmpty()) {
            return Optional.of(
                    new KeyStep.Announce(
                            slot,
                            Optional.of(now.plus(times.announceAhead())),
                            Mandate.schedule("the first key of its kind")));
        }
        var ends = signing.get().since().plus(times.signFor());
        return now.isBefore(ends.minus(times.announceAhead()))
                ? Optional.empty()
                : Optional.of(
                        new KeyStep.Announce(
                                slot,
                                Optional.empty(),
                                Mandate.schedule("the key that signs will be relieved")));
    }

    /// When an announced key signs, as things stand.
    ///
    /// @param signing the key it relieves
    Instant signsFrom(KeyRecord announced, Optional<KeyRecord> signing) {
        var ripe = ripe(announced);
        var turn =
                announced
                        .due()
                        .or(() -> signing.map(key -> key.since().plus(times.signFor())))
                        .orElse(ripe);
        return turn.isBefore(ripe) ? ripe : turn;
    }

    /// From when on every copy of the key set that is in use holds the key.
    Instant ripe(KeyRecord announced) {
        var known = announced.since().plus(times.announceAhead());
        var fetched = servingSince.plus(times.catchUp());
        return known.isBefore(fetched) ? fetched : known;
    }

    private static boolean hasCome(Optional<Instant> due, Instant now) {
        return due.filter(time -> !now.isBefore(time)).isPresent();
    }
}
