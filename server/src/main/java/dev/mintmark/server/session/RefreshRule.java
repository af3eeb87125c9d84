package dev.mintmark.server.session;

import dev.mintmark.server.id.ClientId;
import dev.mintmark.server.id.Scopes;
import dev.mintmark.server.session.FamilyStore.Snapshot;
import dev.mintmark.server.session.RefreshTokens.Presented;

import java.time.Instant;
import java.util.Optional;

/// The rule of rotation, as a function of the family, the token, the caller and the time.
///
/// A token is *used* when its successor is first handed out, which is when the stored generation
/// moves past it. So "the child is unused" and "the child is the newest generation" are the same
/// fact, and one number tells everything.
///
/// @param now when the request was read; it may be a while until the rule is asked
/// @param began when it began to come in
record RefreshRule(
        Presented token,
        ClientId client,
        Optional<Scopes> scope,
        Instant now,
        Instant began,
        RefreshPolicy policy,
        RefreshTokens tokens)
        implements FamilyStore.Rule {

    /// As many refreshes as a client makes while a request that it gave up waits at a busy node.
    private static final int MOST_OVERTAKING = 4;

    @Override
    public Decision decide(Optional<Snapshot> current) {
        return current.<Decision>map(this::decide)
                .orElseGet(() -> new Decision.Refuse(RefusedRefresh.UNKNOWN_FAMILY));
    }

    private Decision decide(Snapshot snapshot) {
        var family = snapshot.family();
        if (!family.client().equals(client)) {
            return new Decision.Refuse(RefusedRefresh.FOREIGN_CLIENT);
        }
        if (!tokens.isGenuine(token, family.salt())) {
            return new Decision.Refuse(RefusedRefresh.FORGED);
        }
        if (family.ended().isPresent()) {
            return new Decision.Refuse(RefusedRefresh.ENDED);
        }
        if (isOver(family)) {
            return new Decision.Refuse(RefusedRefresh.EXPIRED);
        }
        if (snapshot.holder().isCutOff(family)) {
            return new Decision.Refuse(RefusedRefresh.CUT_OFF);
        }
        if (snapshot.holder().disabled()) {
            return end(family, EndReason.USER_DISABLED, RefusedRefresh.USER_DISABLED);
        }
        if (token.generation() > family.generation()) {
            return new Decision.Refuse(RefusedRefresh.AHEAD_OF_RECORD);
        }
        boolean newest = token.generation() == family.generation();
        if (!newest && !mayConverge(family)) {
            if (wasOvertaken(family)) {
                return new Decision.Refuse(RefusedRefresh.OVERTAKEN);
            }
            return end(family, EndReason.REUSE, RefusedRefresh.REUSED);
        }
        if (scope.isPresent() && !family.scope().contains(scope.get())) {
            return new Decision.Refuse(RefusedRefresh.SCOPE_NOT_GRANTED);
        }
        return newest
                ? new Decision.Advance(family.advanced(now), snapshot.holder())
                : new Decision.Repeat(family, snapshot.holder());
    }

    private boolean isOver(Family family) {
        return !now.isBefore(family.absoluteUntil())
                || !now.isBefore(family.rotatedAt().plus(policy.idle()));
    }

    /// The parent of the newest token, while its window is open.
    private boolean mayConverge(Family family) {
        return token.generation() == family.generation() - 1
                && !now.isAfter(family.rotatedAt().plus(policy.successorWindow()));
    }

    /// Whether the replacement was used after this request had begun to come in: its sender has
    /// gone on without it. Not if they went on for longer than that, or whoever refreshes all the
    /// time would never be found out.
    private boolean wasOvertaken(Family family) {
        return token.generation() >= family.generation() - MOST_OVERTAKING
                && began.isBefore(family.rotatedAt());
    }

    private Decision end(Family family, EndReason reason, RefusedRefresh why) {
        return new Decision.End(family.ended(now, reason), why);
    }
}
