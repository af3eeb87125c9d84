package dev.mintmark.server.store.memory;

import dev.mintmark.server.event.Witness;
import dev.mintmark.server.id.FamilyId;
import dev.mintmark.server.id.UserId;
import dev.mintmark.server.session.Decision;
import dev.mintmark.server.session.EndReason;
import dev.mintmark.server.session.Family;
import dev.mintmark.server.session.FamilyStore;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/// @param lists decide until when the places of families are kept
record MemoryFamilies(MemorySessions sessions, MemoryStatusLists lists) implements FamilyStore {
    @Override
    public Opening open(Family family, int accountVersion, Witness<Opening> witness) {
        synchronized (sessions) {
            return sessions.told(opened(family, accountVersion), witness);
        }
    }

    private Opening opened(Family family, int accountVersion) {
        var account = sessions.accounts().get(family.user());
        if (account == null
                || account.account().disabled()
                || account.version() != accountVersion
                || sessions.isCutOff(family.authTime())) {
            return Opening.ACCOUNT_CHANGED;
        }
        if (sessions.families().values().stream()
                .anyMatch(other -> other.status().equals(family.status()))) {
            return Opening.PLACE_TAKEN;
        }
        if (sessions.families().putIfAbsent(family.id(), family) != null) {
            throw new IllegalStateException("a family id is given out once");
        }
        return Opening.OPENED;
    }

    @Override
    public Optional<Snapshot> find(FamilyId id) {
        synchronized (sessions) {
            return sessions.snapshot(id);
        }
    }

    @Override
    public Decision refresh(FamilyId id, Rule rule, Witness<Decision> witness) {
        synchronized (sessions) {
            var decision = rule.decide(sessions.snapshot(id));
            switch (decision) {
                case Decision.Advance(var next, _) -> sessions.families().put(id, next);
                case Decision.End(var ended, _) -> {
                    var end = ended.ended().orElseThrow();
                    sessions.end(id, end.reason(), end.at());
                }
                case Decision.Repeat _, Decision.Refuse _ -> {}
            }
            return decision.isChange() ? sessions.told(decision, witness) : decision;
        }
    }

    @Override
    public boolean end(FamilyId id, EndReason reason, Instant now, Witness<Boolean> witness) {
        synchronized (sessions) {
            return sessions.told(sessions.end(id, reason, now), witness);
        }
    }

    @Override
    public int endAll(UserId user, EndReason reason, Instant now, Witness<Integer> witness) {
        synchronized (sessions) {
            return sessions.told(sessions.endAll(user, Optional.empty(), reason, now), witness);
        }
    }

    @Override
    public int endOthers(
            UserId user, FamilyId kept, EndReason reason, Instant now, Witness<Integer> witness) {
        synchronized (sessions) {
            return sessions.told(sessions.endAll(user, Optional.of(kept), reason, now), witness);
        }
    }

    @Override
    public CutOff cutOff(UserId user, Instant now, Witness<CutOff> witness) {
        synchronized (sessions) {
            return sessions.told(sessions.cutOff(user, now), witness);
        }
    }

    @Override
    public CutOff cutOffEverybody(Instant now, Witness<CutOff> witness) {
        synchronized (sessions) {
            return sessions.told(sessions.cutOffEverybody(now), witness);
        }
    }

    @Override
    public int forgetEnded(Instant now, int atMost) {
        synchronized (sessions) {
            var past =
                    sessions.families().values().stream()
                            .sorted(Comparator.comparing(MemoryFamilies::bytes))
                            .limit(atMost)
                            .filter(family -> !now.isBefore(family.absoluteUntil()))
                            .filter(family ->
                                    !lists.isOpen(family.status().list(), now.minus(LATE_COMERS)))
                            .map(Family::id)
                            .toList();
            past.forEach(sessions.families()::remove);
            return past.size();
        }
    }

    @Override
    public List<Snapshot> list(Optional<UserId> user, Optional<FamilyId> before, int limit) {
        var bound = before.map(FamilyId::toString);
        synchronized (sessions) {
            return sessions.families().values().stream()
                    .filter(family -> user.map(family.user()::equals).orElse(true))
                    .filter(family ->
                            bound.map(last -> bytes(family).compareTo(last) < 0).orElse(true))
                    .sorted(Comparator.comparing(MemoryFamilies::bytes).reversed())
                    .limit(limit)
                    .map(sessions::withHolder)
                    .toList();
        }
    }

    @Override
    public List<Snapshot> living(UserId user, Instant now, Instant usedAfter, int limit) {
        return list(Optional.of(user), Optional.empty(), Integer.MAX_VALUE).stream()
                .filter(found -> found.family().ended().isEmpty())
                .filter(found -> found.family().absoluteUntil().isAfter(now))
                .filter(found -> found.family().rotatedAt().isAfter(usedAfter))
                .limit(limit)
                .toList();
    }

    /// As a database compares ids: byte by byte. They begin with the time.
    private static String bytes(Family family) {
        return family.id().toString();
    }
}
