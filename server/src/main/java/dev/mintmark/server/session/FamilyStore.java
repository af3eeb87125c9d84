package dev.mintmark.server.session;

import dev.mintmark.server.id.FamilyId;
import dev.mintmark.server.id.UserId;

import java.time.Duration;
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

    /// What came of opening a family.
    enum Opening {
        OPENED,
        /// Another family has its place in the status list; nothing was written.
        PLACE_TAKEN,
        /// The account is not there any more as it was looked at; nothing was written.
        ACCOUNT_CHANGED
    }

    /// Opens a family, if its account is as it was when the person proved who they are. That no
    /// change of the account comes in between is part of the promise: what ends the sessions of an
    /// account either sees this one or keeps it from being opened.
    ///
    /// @param accountVersion the version it had then
    Opening open(Family family, int accountVersion);

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

    /// How long after a status list closed somebody may still get a place in it, by a clock that is
    /// late or a node that has not heard.
    Duration LATE_COMERS = Duration.ofHours(1);

    /// Forgets families whose absolute end is past, oldest first. Tokens of a forgotten family are
    /// refused like those of an ended one. A family keeps its place for as long as its status list
    /// gives places away: what was revoked for one session must not be for another.
    ///
    /// @param atMost looked at in this step, so that no refresh waits long behind it
    /// @return how many were forgotten
    int forgetEnded(Instant now, int atMost);

    /// The newest families first.
    List<Snapshot> list(Optional<UserId> user, int limit);
}
