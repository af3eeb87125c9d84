package dev.mintmark.server.key;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.OptionalLong;

/// Moves that happen together or not at all, decided by looking at a [KeyShelf].
///
/// @param seen the version of that shelf: when another has come since, nothing happens
/// @param decidedAt the time of that shelf: a decision that was held up is not carried out
/// @param fence of the turn in which it was decided, for what only one node does: whoever had a
///   later turn has made this one void
/// @param moves in order: a slot is left before it is filled again
public record KeyChange(long seen, Instant decidedAt, OptionalLong fence, List<KeyMove> moves) {
    /// A process can be stopped for any time between deciding and writing. Keys are dated by the
    /// decision, and caches must have had all the time since to see them.
    private static final Duration LONGEST_DELAY = Duration.ofSeconds(10);

    public KeyChange {
        moves = List.copyOf(moves);
        if (moves.isEmpty()) {
            throw new IllegalArgumentException("a change changes something");
        }
    }

    /// @param now the database's time when it is about to be written
    public boolean isTooLate(Instant now) {
        return now.isAfter(decidedAt.plus(LONGEST_DELAY));
    }
}
