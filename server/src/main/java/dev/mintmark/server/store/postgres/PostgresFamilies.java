package dev.mintmark.server.store.postgres;

import dev.mintmark.server.event.Witness;
import dev.mintmark.server.id.FamilyId;
import dev.mintmark.server.id.UserId;
import dev.mintmark.server.session.Decision;
import dev.mintmark.server.session.EndReason;
import dev.mintmark.server.session.Family;
import dev.mintmark.server.session.FamilyStore;
import dev.mintmark.server.store.sql.CutOffs;
import dev.mintmark.server.store.sql.FamilyRows;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// Families. Refreshes go to the committers; everything else is a statement of its own.
final class PostgresFamilies implements FamilyStore {
    private static final String FIND = FamilyRows.SELECT + " where f.id = ?";
    private static final String NEWEST =
            FamilyRows.SELECT + " where f.id < ? order by f.id desc limit ?";
    private static final String NEWEST_OF_USER =
            FamilyRows.SELECT + " where f.user_id = ? and f.id < ? order by f.id desc limit ?";

    /// Until this transaction is over nobody changes the account. What ends its sessions changes it
    /// first, and so waits for this session or comes before it. The lock is one that sign-ins do
    /// not share, for many who share one could keep a change waiting for ever.
    private static final String ACCOUNT_UNCHANGED =
            FamilyRows.ACCOUNT_UNCHANGED + " for no key update of a";

    /// How far the clocks of two nodes, and the commit of one statement, may be apart.
    private static final Duration APART = Duration.ofSeconds(2);

    private final Pool pool;
    private final Committers committers;
    private final CutOffs cutOffs;

    PostgresFamilies(Pool pool, Committers committers) {
        this.pool = pool;
        this.committers = committers;
        this.cutOffs = new CutOffs(pool, APART);
    }

    /// What voids everything reads the families after it has committed, and this looks for it after
    /// it has committed: one of both sees the other.
    @Override
    public Opening open(Family family, int accountVersion, Witness<Opening> witness) {
        var opening =
                pool.write(
                        sql ->
                                FamilyRows.open(
                                        sql,
                                        Ids.uuid(family.id()),
                                        family,
                                        accountVersion,
                                        ACCOUNT_UNCHANGED),
                        witness);
        return opening == Opening.OPENED && isVoided(family) ? Opening.ACCOUNT_CHANGED : opening;
    }

    private boolean isVoided(Family family) {
        return pool.read(sql ->
                        sql.first(FamilyRows.VOIDED_MEANWHILE, row -> true, family.authTime()))
                .isPresent();
    }

    @Override
    public Optional<Snapshot> find(FamilyId id) {
        return pool.read(sql -> sql.first(FIND, Ids::read, Ids.uuid(id)));
    }

    @Override
    public Decision refresh(FamilyId id, Rule rule, Witness<Decision> witness) {
        return committers.carryOut(new Refresh(id, rule, witness));
    }

    @Override
    public boolean end(FamilyId id, EndReason reason, Instant now, Witness<Boolean> witness) {
        return pool.write(sql -> FamilyRows.end(sql, Ids.uuid(id), reason, now), witness);
    }

    @Override
    public int endAll(UserId user, EndReason reason, Instant now, Witness<Integer> witness) {
        return pool.write(sql -> FamilyRows.endAllOf(sql, user, reason, now), witness);
    }

    @Override
    public int endOthers(
            UserId user, FamilyId kept, EndReason reason, Instant now, Witness<Integer> witness) {
        return pool.write(
                sql -> FamilyRows.endOthersOf(sql, user, Ids.uuid(kept), reason, now), witness);
    }

    @Override
    public CutOff cutOff(UserId user, Instant now, Witness<CutOff> witness) {
        return cutOffs.ofUser(user, now, witness);
    }

    @Override
    public CutOff cutOffEverybody(Instant now, Witness<CutOff> witness) {
        return cutOffs.ofEverybody(now, witness);
    }

    @Override
    public int forgetEnded(Instant now, int atMost) {
        return pool.change(sql -> FamilyRows.forget(sql, now, atMost));
    }

    @Override
    public List<Snapshot> list(Optional<UserId> user, Optional<FamilyId> before, int limit) {
        var bound = Ids.uuid(before.orElse(FamilyId.LAST));
        return pool.read(sql ->
                user.isPresent()
                        ? sql.all(NEWEST_OF_USER, Ids::read, user.get().value(), bound, limit)
                        : sql.all(NEWEST, Ids::read, bound, limit));
    }

    @Override
    public List<Snapshot> living(UserId user, Instant now, Instant usedAfter, int limit) {
        return pool.read(
                sql -> sql.all(FamilyRows.LIVING, Ids::read, user.value(), now, usedAfter, limit));
    }
}
