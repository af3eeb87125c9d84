package dev.mintmark.server.session;

import dev.mintmark.server.event.Witness;
import dev.mintmark.server.id.FamilyId;
import dev.mintmark.server.id.UserId;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// Where families rest. Whatever a method changed is durable when it returns.
public interface FamilyStore {
    /// A family and its holder, read together.
    record Snapshot(Family family, Holder holder) {
        /// When and why it ended, by itself or with everybody's.
        public Optional<Family.Ended> ended() {
            return family.ended()
                    .or(() ->
                            Optional.of(new Family.Ended(holder.notBefore(), EndReason.CUT_OFF))
                                    .filter(_ -> holder.isCutOff(family)));
        }
    }

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
        /// The account is not there any more as it was looked at, or everything from before was
        /// voided; nothing was written that counts.
        ACCOUNT_CHANGED
    }

    /// Opens a family, if its account is as it was when the person proved who they are. That no
    /// change of the account comes in between is part of the promise: what ends the sessions of an
    /// account either sees this one or keeps it from being opened.
    ///
    /// @param accountVersion the version it had then
    Opening open(Family family, int accountVersion, Witness<Opening> witness);

    Optional<Snapshot> find(FamilyId id);

    /// Shows the rule the family as it stands and carries out what it decides, as one step that no
    /// other change can come between, on any node.
    ///
    /// @param witness is asked of what changes the family, and of nothing else
    Decision refresh(FamilyId id, Rule rule, Witness<Decision> witness);

    /// Ends one family.
    ///
    /// @return whether it lived until now
    boolean end(FamilyId id, EndReason reason, Instant now, Witness<Boolean> witness);

    /// Ends every living family of a user.
    ///
    /// @return how many lived until now
    int endAll(UserId user, EndReason reason, Instant now, Witness<Integer> witness);

    /// Ends every living family of a user but one.
    ///
    /// @return how many lived until now
    int endOthers(
            UserId user, FamilyId kept, EndReason reason, Instant now, Witness<Integer> witness);

    /// What was voided.
    ///
    /// @param notBefore a whole second, a little ahead: what was issued before it counts no more
    /// @param ended how many families lived until now
    record CutOff(Instant notBefore, int ended) {}

    /// Voids all that a user was issued until now, and ends their families.
    CutOff cutOff(UserId user, Instant now, Witness<CutOff> witness);

    /// Voids all that anybody was issued until now. Families are not ended one by one, or it would
    /// take long; none that was opened before can be refreshed once this returns.
    CutOff cutOffEverybody(Instant now, Witness<CutOff> witness);

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
    ///
    /// @param before the last one that was read before; empty to begin
    List<Snapshot> list(Optional<UserId> user, Optional<FamilyId> before, int limit);

    /// Families of a user that have not ended by themselves, reach beyond now, and were used after
    /// a moment; the newest first.
    List<Snapshot> living(UserId user, Instant now, Instant usedAfter, int limit);

    // The same with nobody to remember it; for tests.

    default Opening open(Family family, int accountVersion) {
        return open(family, accountVersion, Witness.silent());
    }

    default Decision refresh(FamilyId id, Rule rule) {
        return refresh(id, rule, Witness.silent());
    }

    default boolean end(FamilyId id, EndReason reason, Instant now) {
        return end(id, reason, now, Witness.silent());
    }

    default int endAll(UserId user, EndReason reason, Instant now) {
        return endAll(user, reason, now, Witness.silent());
    }

    default int endOthers(UserId user, FamilyId kept, EndReason reason, Instant now) {
        return endOthers(user, kept, reason, now, Witness.silent());
    }

    default CutOff cutOff(UserId user, Instant now) {
        return cutOff(user, now, Witness.silent());
    }

    default CutOff cutOffEverybody(Instant now) {
        return cutOffEverybody(now, Witness.silent());
    }
}
