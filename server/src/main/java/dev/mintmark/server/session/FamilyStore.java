package dev.mintmark.server.session;

import dev.mintmark.server.id.FamilyId;
import dev.mintmark.server.id.UserId;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// Where families rest. Whatever a method changed is durable when it returns.
public interface FamilyStore {
    /// A family and its holder, read together.
    record Snapshot(Family family, Holder holder) {}

    /// Decides from the family as it stands. Pure: it may be asked more than once.
    @FunctionalInterface
    interface Rule {
        Decision decide(Optional<Snapshot> current);
    }

    void open(Family family);

    Optional<Snapshot> find(FamilyId id);

    /// Shows the rule the family as it stands and carries out what it decides, as one step that no
    /// other change can come between, on any node.
    Decision refresh(FamilyId id, Rule rule);

    /// Ends one family.
    ///
    /// @return whether it lived until now
    boolean end(FamilyId id, EndReason reason, Instant now);

    /// Ends every living family, or every one of a user.
    ///
    /// @return how many lived until now
    int endAll(Optional<UserId> user, EndReason reason, Instant now);

    /// Forgets families whose absolute end is past, oldest first. Tokens of a forgotten family are
    /// refused like those of an ended one.
    ///
    /// @param atMost looked at in this step, so that no refresh waits long behind it
    /// @return how many were forgotten
    int forgetEnded(Instant now, int atMost);

    /// The newest families first.
    List<Snapshot> list(Optional<UserId> user, int limit);
}
