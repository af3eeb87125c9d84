package dev.mintmark.server.store.memory;

import dev.mintmark.server.account.AccountStore;
import dev.mintmark.server.event.Witness;
import dev.mintmark.server.id.FamilyId;
import dev.mintmark.server.id.UserId;
import dev.mintmark.server.revocation.Revoked;
import dev.mintmark.server.session.EndReason;
import dev.mintmark.server.session.Family;
import dev.mintmark.server.session.FamilyStore.CutOff;
import dev.mintmark.server.session.FamilyStore.Snapshot;
import dev.mintmark.server.session.Holder;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;

/// Accounts and their families, which change together: whoever looks or changes holds the lock of
/// this object.
final class MemorySessions {
    private final MemoryOutbox outbox;
    private final MemoryAudit audit;
    private Instant everybodysNotBefore = Instant.EPOCH;
    private final Map<UserId, AccountStore.Stored> accounts = new HashMap<>();
    private final Map<FamilyId, Family> families = new HashMap<>();

    MemorySessions(MemoryOutbox outbox, MemoryAudit audit) {
        this.outbox = outbox;
        this.audit = audit;
    }

    /// Writes down what there is to remember of a change that was just made.
    <T> T told(T outcome, Witness<T> witness) {
        audit.keep(witness.of(outcome));
        return outcome;
    }

    Map<UserId, AccountStore.Stored> accounts() {
        return accounts;
    }

    Map<FamilyId, Family> families() {
        return families;
    }

    Optional<Snapshot> snapshot(FamilyId id) {
        return Optional.ofNullable(families.get(id)).map(this::withHolder);
    }

    Snapshot withHolder(Family family) {
        var stored = accounts.get(family.user());
        if (stored == null) {
            throw new IllegalStateException("a family without its account");
        }
        var account = stored.account();
        return new Snapshot(
                family,
                new Holder(
                        account.name(),
                        account.roles(),
                        account.disabled(),
                        withEverybodys(stored).notBefore()));
    }

    /// @return whether it lived until now
    boolean end(FamilyId id, EndReason reason, Instant now) {
        var family = families.get(id);
        if (family == null || family.ended().isPresent()) {
            return false;
        }
        families.put(id, family.ended(now, reason));
        outbox.tell(now, reason.word(), new Revoked.Session(id, family.status()));
        return true;
    }

    /// @param kept lives on
    int endAll(UserId user, Optional<FamilyId> kept, EndReason reason, Instant now) {
        change(user, (version, notBefore) -> new Standing(version + 1, notBefore));
        int ended = 0;
        for (var family : List.copyOf(families.values())) {
            if (family.user().equals(user)
                    && !kept.equals(Optional.of(family.id()))
                    && end(family.id(), reason, now)) {
                ended++;
            }
        }
        return ended;
    }

    CutOff cutOff(UserId user, Instant now) {
        var known =
                Optional.ofNullable(accounts.get(user))
                        .map(AccountStore.Stored::notBefore)
                        .orElse(Instant.EPOCH);
        var next = later(next(now), known);
        change(user, (version, _) -> new Standing(version, next));
        int ended = endAll(user, Optional.empty(), EndReason.CUT_OFF, now);
        outbox.tell(now, EndReason.CUT_OFF.word(), new Revoked.OfUser(user, next));
        return new CutOff(next, ended);
    }

    CutOff cutOffEverybody(Instant now) {
        long living =
                families.values().stream()
                        .filter(family -> family.ended().isEmpty())
                        .filter(family -> now.isBefore(family.absoluteUntil()))
                        .filter(family -> !isCutOff(family.authTime()))
                        .count();
        // Later than the one before, because what began right after that says its moment.
        everybodysNotBefore = later(next(now), everybodysNotBefore.plusSeconds(1));
        outbox.tell(now, EndReason.CUT_OFF.word(), new Revoked.OfEverybody(everybodysNotBefore));
        return new CutOff(everybodysNotBefore, (int) living);
    }

    boolean isCutOff(Instant issuedAt) {
        return issuedAt.isBefore(everybodysNotBefore);
    }

    AccountStore.Stored withEverybodys(AccountStore.Stored stored) {
        return isCutOff(stored.notBefore())
                ? new AccountStore.Stored(
                        stored.account(),
                        stored.passwordHash(),
                        stored.version(),
                        everybodysNotBefore)
                : stored;
    }

    private record Standing(int version, Instant notBefore) {}

    private void change(UserId user, BiFunction<Integer, Instant, Standing> change) {
        accounts.computeIfPresent(
                user,
                (_, stored) -> {
                    var standing = change.apply(stored.version(), stored.notBefore());
                    return new AccountStore.Stored(
                            stored.account(),
                            stored.passwordHash(),
                            standing.version(),
                            standing.notBefore());
                });
    }

    private static Instant later(Instant one, Instant other) {
        return one.isAfter(other) ? one : other;
    }

    private static Instant next(Instant now) {
        return now.truncatedTo(ChronoUnit.SECONDS).plusSeconds(1);
    }
}
