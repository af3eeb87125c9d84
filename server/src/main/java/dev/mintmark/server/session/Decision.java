package dev.mintmark.server.session;

/// What to do with a refresh token that came in.
public sealed interface Decision {
    /// Hand out the next token for the first time.
    record Advance(Family next, Holder holder) implements Decision {}

    /// Hand out the newest token once more: the one who asks is a racing twin, or lost the reply.
    record Repeat(Family family, Holder holder) implements Decision {}

    /// End the family, and refuse.
    record End(Family ended, RefusedRefresh why) implements Decision {}

    /// Refuse, and change nothing.
    record Refuse(RefusedRefresh why) implements Decision {}

    /// Whether the family is another one afterwards.
    default boolean isChange() {
        return switch (this) {
            case Advance _, End _ -> true;
            case Repeat _, Refuse _ -> false;
        };
    }
}
