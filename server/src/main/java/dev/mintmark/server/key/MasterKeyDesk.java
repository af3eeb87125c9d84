package dev.mintmark.server.key;

import dev.mintmark.server.event.Event;
import dev.mintmark.server.event.Events;
import dev.mintmark.server.fault.Unavailable;
import dev.mintmark.server.key.SealStore.Everything;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Where administrators look after the master key.
///
/// A rotation opens everything with the keys that are here and seals it under the newest, then
/// writes all of it in one transaction. Whenever that is interrupted, the database is sealed under
/// the one key or under the other, never partly; and those who run beside it have both.
public final class MasterKeyDesk {
    private static final int TRIES = 5;
    private static final Duration SOON = Duration.ofSeconds(1);

    private final Sealer sealer;
    private final SealStore store;
    private final Events events;

    public MasterKeyDesk(Sealer sealer, SealStore store, Events events) {
        this.sealer = sealer;
        this.store = store;
        this.events = events;
    }

    /// What came of a rotation.
    public sealed interface Outcome {
        /// @param resealed how many things; none when all were sealed under the newest key already
        record Done(String fingerprint, int resealed) implements Outcome {}

        /// @param why a sentence
        record Refused(String why) implements Outcome {}
    }

    public MasterKeyReport report() {
        var seals = sealer.seals();
        var things =
                store.read().things().stream()
                        .map(thing -> new MasterKeyReport.Opened(thing, opening(seals, thing)))
                        .toList();
        var current =
                things.stream()
                        .filter(opened -> isFirst(opened.thing()))
                        .flatMap(opened -> opened.opensWith().stream())
                        .findFirst()
                        .orElse("");
        return new MasterKeyReport(seals.stream().map(Seal::fingerprint).toList(), current, things);
    }

    /// Seals everything under the newest key.
    public Outcome rotate(Mandate mandate) {
        var missing = sealer.readAgain();
        if (missing.isPresent()) {
            return new Outcome.Refused(missing.get());
        }
        var seals = sealer.seals();
        var newest = seals.getLast();
        for (int tries = 0; tries < TRIES; tries++) {
            var before = store.read();
            var resealed = new ArrayList<SealedThing>();
            for (var thing : before.things()) {
                if (newest.open(thing.name(), thing.sealed()).isPresent()) {
                    continue;
                }
                var again = resealed(seals, newest, thing);
                if (again.isEmpty()) {
                    return new Outcome.Refused(
                            ("The %s %s opens with none of the master keys here; nothing was"
                                            + " changed.")
                                    .formatted(
                                            thing.kind().word().replace('_', ' '), thing.name()));
                }
                resealed.add(again.get());
            }
            if (resealed.isEmpty()) {
                return seals.size() == 1
                        ? new Outcome.Refused(
                                "There is only one master key here: add the new one below it.")
                        : new Outcome.Done(newest.fingerprint(), 0);
            }
            var event =
                    new Event.MasterKeyRotated(
                            newest.fingerprint(),
                            resealed.size(),
                            mandate.actor().word(),
                            mandate.reason(),
                            mandate.origin());
            if (events.keeping(
                    replaced -> replaced ? List.of(event) : List.of(),
                    witness ->
                            store.replace(new Everything(before.version(), resealed), witness))) {
                return new Outcome.Done(newest.fingerprint(), resealed.size());
            }
        }
        throw new Unavailable("the signing keys keep changing", SOON);
    }

    private static Optional<SealedThing> resealed(
            List<Seal> seals, Seal newest, SealedThing thing) {
        for (var seal : seals) {
            var opened = seal.open(thing.name(), thing.sealed());
            if (opened.isPresent()) {
                return Optional.of(
                        new SealedThing(
                                thing.kind(),
                                thing.name(),
                                newest.seal(thing.name(), opened.get())));
            }
        }
        return Optional.empty();
    }

    private static List<String> opening(List<Seal> seals, SealedThing thing) {
        return seals.stream()
                .filter(seal -> seal.open(thing.name(), thing.sealed()).isPresent())
                .map(Seal::fingerprint)
                .toList();
    }

    private static boolean isFirst(SealedThing thing) {
        return thing.kind() == SealedThing.Kind.SECRET
                && thing.name().equals(ServerSecrets.REFRESH);
    }
}
