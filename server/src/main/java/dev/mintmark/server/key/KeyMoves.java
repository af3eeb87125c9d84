package dev.mintmark.server.key;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Turns steps into moves, making the keys that they ask for.
record KeyMoves(KeyMaker maker, KeyTimes times) {

    List<KeyMove> of(List<KeyStep> steps, Instant now) {
        var moves = new ArrayList<KeyMove>();
        for (var step : steps) {
            add(moves, step, now);
        }
        return moves;
    }

    /// Where nothing can bring a key back, nothing of it is left.
    void discard(KeyMove move) {
        maker.discard(move.key());
    }

    private void add(List<KeyMove> moves, KeyStep step, Instant now) {
        switch (step) {
            case KeyStep.Announce(var slot, var custody, var due, var mandate) ->
                    moves.add(
                            KeyMove.added(
                                    maker.make(
                                            slot, custody, KeyState.ANNOUNCED, now, due, mandate)));
            case KeyStep.Begin(var slot, var mandate) ->
                    moves.add(
                            KeyMove.added(maker.makeAtOnce(slot, KeyState.SIGNING, now, mandate)));
            case KeyStep.Take(var key, _) -> moves.add(KeyMove.added(key));
            case KeyStep.Promote(var key, var instead, var mandate) -> {
                var leaves = Optional.of(now.plus(times.retireAfter()));
                instead.ifPresent(old ->
                        moves.add(
                                KeyMove.of(
                                        old, old.moved(KeyState.RETIRING, now, leaves, mandate))));
                moves.add(
                        KeyMove.of(
                                key, key.moved(KeyState.SIGNING, now, Optional.empty(), mandate)));
            }
            case KeyStep.Schedule(var key, var due, var mandate) ->
                    moves.add(KeyMove.of(key, key.scheduled(due, mandate)));
            case KeyStep.Remove(var key, var mandate) ->
                    moves.add(
                            KeyMove.of(
                                    key, key.moved(KeyState.GONE, now, Optional.empty(), mandate)));
            case KeyStep.Revoke(var key, var mandate) ->
                    moves.add(
                            KeyMove.of(
                                    key,
                                    key.moved(KeyState.REVOKED, now, Optional.empty(), mandate)));
        }
    }
}
