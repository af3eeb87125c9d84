package dev.mintmark.server.session;

import dev.mintmark.server.event.Witness;
import dev.mintmark.server.id.FamilyId;
import dev.mintmark.server.id.UserId;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// A store that counts how often it is asked, and shows other roles when told to.
final class Counted implements FamilyStore {
    private final FamilyStore store;
    int asked;
    Optional<List<String>> roles = Optional.empty();

    Counted(FamilyStore store) {
        this.store = store;
    }

    @Override
    public Opening open(Family family, int accountVersion, Witness<Opening> witness) {
        asked++;
        return store.open(family, accountVersion, witness);
    }

    @Override
    public Optional<Snapshot> find(FamilyId id) {
        asked++;
        return store.find(id).map(this::withRoles);
    }

    @Override
    public Decision refresh(FamilyId id, Rule rule, Witness<Decision> witness) {
        asked++;
        return store.refresh(id, current -> rule.decide(current.map(this::withRoles)), witness);
    }

    @Override
    public boolean end(FamilyId id, EndReason reason, Instant now, Witness<Boolean> witness) {
        asked++;
        return store.end(id, reason, now, witness);
    }

    @Override
    public int endAll(UserId user, EndReason reason, Instant now, Witness<Integer> witness) {
        asked++;
        return store.endAll(user, reason, now, witness);
    }

    @Override
    public int endOthers(
            UserId user, FamilyId kept, EndReason reason, Instant now, Witness<Integer> witness) {
        asked++;
        return store.endOthers(user, kept, reason, now, witness);
    }

    @Override
    public CutOff cutOff(UserId user, Instant now, Witness<CutOff> witness) {
        asked++;
        return store.cutOff(user, now, witness);
    }

    @Override
    public CutOff cutOffEverybody(Instant now, Witness<CutOff> witness) {
        asked++;
        return store.cutOffEverybody(now, witness);
    }

    @Override
    public int forgetEnded(Instant now, int atMost) {
        asked++;
        return store.forgetEnded(now, atMost);
    }

    @Override
    public List<Snapshot> list(Optional<UserId> user, Optional<FamilyId> before, int limit) {
        asked++;
        return store.list(user, before, limit);
    }

    @Override
    public List<Snapshot> living(UserId user, Instant now, Instant usedAfter, int limit) {
        asked++;
        return store.living(user, now, usedAfter, limit);
    }

    private Snapshot withRoles(Snapshot found) {
        var holder = found.holder();
        return roles.map(changed ->
                        new Holder(holder.name(), changed, holder.disabled(), holder.notBefore()))
                .map(changed -> new Snapshot(found.family(), changed))
                .orElse(found);
    }
}
