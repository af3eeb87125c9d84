package dev.mintmark.server.alert;

import java.time.Instant;
import java.util.Optional;

/// Something odd: when it began, what it is, and whether it is over.
///
/// @param id random; the same in every message about it
/// @param lastSeen when a node last found it so
public record Alert(
        String id,
        AlertKind kind,
        String about,
        String summary,
        Instant openedAt,
        Instant lastSeen,
        Optional<Instant> closedAt) {

    public boolean isOpen() {
        return closedAt.isEmpty();
    }

    /// Whether nothing was seen of it for so long that it counts as over.
    boolean isQuiet(Instant now) {
        return !now.isBefore(lastSeen.plus(kind.quiet()));
    }

    public Alert closed(Instant now) {
        return new Alert(id, kind, about, summary, openedAt, lastSeen, Optional.of(now));
    }
}
