package dev.mintmark.server.store.postgres;

import dev.mintmark.server.id.FamilyId;
import dev.mintmark.server.id.UserId;
import dev.mintmark.server.session.Decision;
import dev.mintmark.server.session.EndReason;
import dev.mintmark.server.session.Family;
import dev.mintmark.server.session.FamilyStore;
import dev.mintmark.server.store.sql.FamilyRows;
import dev.mintmark.server.store.sql.Texts;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// Families. Refreshes go to the committers; everything else is a statement of its own.
final class PostgresFamilies implements FamilyStore {
    private static final String FIND = FamilyRows.SELECT + " where f.id = ?";
    private static final String NEWEST = FamilyRows.SELECT + " order by f.id desc limit ?";
    private static final String NEWEST_OF_USER =
            FamilyRows.SELECT + " where f.user_id = ? order by f.id desc limit ?";
    private static final String OPEN =
            """
            insert into family (id, user_id, client_id, salt, scope, audience, auth_time,
                                generation, rotated_at, absolute_until)
            values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            """;
    private static final String END =
            "update family set ended_at = ?, end_reason = ? where id = ? and ended_at is null";

    /// Ids begin with the time a family was opened, so the oldest stand together at one end.
    private static final String FORGET =
            """
            delete from family
             where id in (select id from family order by id limit ?)
               and absolute_until <= ?
            """;

    private final Pool pool;
    private final Committers committers;

    PostgresFamilies(Pool pool, Committers committers) {
        this.pool = pool;
        this.committers = committers;
    }

    @Override
    public void open(Family family) {
        var _ =
                pool.change(sql ->
                        sql.update(
                                OPEN,
                                Ids.uuid(family.id()),
                                family.user().value(),
                                family.client().value(),
                                family.salt(),
                                family.scope().toString(),
                                Texts.write(family.audience()),
                                family.authTime(),
                                family.generation(),
                                family.rotatedAt(),
                                family.absoluteUntil()));
    }

    @Override
    public Optional<Snapshot> find(FamilyId id) {
        return pool.read(sql -> sql.first(FIND, Ids::read, Ids.uuid(id)));
    }

    @Override
    public Decision refresh(FamilyId id, Rule rule) {
        return committers.carryOut(new Refresh(id, rule));
    }

    @Override
    public boolean end(FamilyId id, EndReason reason, Instant now) {
        return pool.change(sql -> sql.update(END, now, reason.word(), Ids.uuid(id)) == 1);
    }

    @Override
    public int endAll(Optional<UserId> user, EndReason reason, Instant now) {
        return pool.write(sql -> FamilyRows.endAll(sql, user, reason, now));
    }

    @Override
    public int forgetEnded(Instant now, int atMost) {
        return pool.change(sql -> sql.update(FORGET, atMost, now));
    }

    @Override
    public List<Snapshot> list(Optional<UserId> user, int limit) {
        return pool.read(sql ->
                user.isPresent()
                        ? sql.all(NEWEST_OF_USER, Ids::read, user.get().value(), limit)
                        : sql.all(NEWEST, Ids::read, limit));
    }
}
