package dev.mintmark.server.revocation;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.OptionalLong;

/// Notices of all that was revoked, to be read by every node. Each was written in the transaction
/// of the change it tells of: it is there if and only if the change is.
public interface Outbox {
    /// How long notices are kept: longer than any access token lives, so that who has read them all
    /// knows of every living token that was revoked.
    Duration KEPT = Duration.ofMinutes(65);

    /// The position up to which everything can be read: nothing is ever added at it or before it.
    long head();

    /// The position of the oldest notice that is kept. Whoever has read up to there or further can
    /// go on reading; whoever has not, missed something.
    OptionalLong oldest();

    /// Notices after a position, oldest first, up to about as many as wanted: those that share a
    /// position come together.
    List<Notice> after(long position, int wanted);

    /// The same, but only what no status list says: everything except sessions.
    List<Notice> unlistedAfter(long position, int wanted);

    /// Forgets what was written before a moment, oldest first. The newest notice always stays, so
    /// that positions never begin anew.
    ///
    /// @return how many
    int forget(Instant writtenBefore, int atMost);

    /// Has the bell rung soon after something was added, here or on another node. It may be
    /// missing, late or rung for nothing: whoever must not miss anything also looks now and then.
    void onChange(Runnable bell);
}
