package dev.mintmark.server.key;

import java.time.Instant;
import java.util.Optional;

/// A key, and what becomes of it next.
///
/// @param next empty when nothing does by itself
public record KeyReport(KeyRecord key, Optional<Next> next) {
    /// @param at when, as things stand
    /// @param waitsFor what it waits for until then
    public record Next(KeyState state, Instant at, String waitsFor) {}

    static KeyReport of(KeyRecord key, KeyShelf shelf, KeyPlan plan) {
        return new KeyReport(
                key,
                switch (key.state()) {
                    case ANNOUNCED -> Optional.of(turn(key, shelf, plan));
                    case SIGNING ->
                            Optional.of(
                                    new Next(
                                            KeyState.RETIRING,
                                            key.since().plus(plan.times().signFor()),
                                            "its successor"));
                    case RETIRING ->
                            key.due()
                                    .map(at ->
                                            new Next(
                                                    KeyState.GONE,
                                                    at,
                                                    "the last token it signed to expire"));
                    case GONE, REVOKED -> Optional.empty();
                });
    }

    private static Next turn(KeyRecord key, KeyShelf shelf, KeyPlan plan) {
        var from = plan.signsFrom(key, shelf.signing(key.slot()));
        var waitsFor =
                shelf.now().isBefore(plan.ripe(key))
                        ? "every copy of the key set to be renewed"
                        : "its turn";
        return new Next(KeyState.SIGNING, from, waitsFor);
    }
}
