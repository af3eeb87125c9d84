package dev.mintmark.server.store.sqlite;

import dev.mintmark.server.event.Witness;
import dev.mintmark.server.id.FamilyId;
import dev.mintmark.server.id.UserId;
import dev.mintmark.server.session.Decision;
import dev.mintmark.server.session.EndReason;
import dev.mintmark.server.session.Family;
import dev.mintmark.server.session.FamilyStore;
import dev.mintmark.server.store.sql.CutOffs;
import dev.mintmark.server.store.sql.Database;
import dev.mintmark.server.store.sql.FamilyRows;
import dev.mintmark.server.store.sql.Sql;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// Families. All changes run on the one writer thread, each inside a transaction, so the row a rule
/// saw is the row that its decision changes.
final class SqliteFamilies implements FamilyStore {
    private static final String FIND = FamilyRows.SELECT + " where f.id = ?";
    private static final String NEWEST =
            FamilyRows.SELECT + " where f.id < ? order by f.id desc limit ?";
    private static final String NEWEST_OF_USER =
            FamilyRows.SELECT + " where f.user_id = ? and f.id < ? order by f.id desc limit ?";
    private static final String ADVANCE =
            "update family set generation = ?, rotated_at = ? where id = ?";

    private final Database database;
    private final CutOffs cutOffs;

    SqliteFamilies(Database database) {
        this.database = database;
        this.cutOffs = new CutOffs(database, Duration.ZERO);
    }

    @Override
    public Opening open(Family family, int accountVersion, Witness<Opening> witness) {
        return database.write(
                sql ->
                        FamilyRows.open(
                                sql,
                                family.id().bytes(),
                                family,
                                accountVersion,
                                FamilyRows.ACCOUNT_UNCHANGED),
                witness);
    }

    @Override
    public Optional<Snapshot> find(FamilyId id) {
        return database.read(sql -> find(sql, id));
    }

    @Override
    public Decision refresh(FamilyId id, Rule rule, Witness<Decision> witness) {
        return database.write(sql -> {
            var decision = rule.decide(find(sql, id));
            switch (decision) {
                case Decision.Advance(var next, _) ->
                        sql.update(ADVANCE, next.generation(), next.rotatedAt(), id.bytes());
                case Decision.End(var ended, _) -> {
                    var end = ended.ended().orElseThrow();
                    FamilyRows.end(sql, id.bytes(), end.reason(), end.at());
                }
                case Decision.Repeat _, Decision.Refuse _ -> {}
            }
            if (decision.isChange()) {
                database.keep(sql, witness.of(decision));
            }
            return decision;
        });
    }

    @Override
    public boolean end(FamilyId id, EndReason reason, Instant now, Witness<Boolean> witness) {
        return database.write(sql -> FamilyRows.end(sql, id.bytes(), reason, now), witness);
    }

    @Override
    public int endAll(UserId user, EndReason reason, Instant now, Witness<Integer> witness) {
        return database.write(sql -> FamilyRows.endAllOf(sql, user, reason, now), witness);
    }

    @Override
    public int endOthers(
            UserId user, FamilyId kept, EndReason reason, Instant now, Witness<Integer> witness) {
        return database.write(
                sql -> FamilyRows.endOthersOf(sql, user, kept.bytes(), reason, now), witness);
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
        return database.write(sql -> FamilyRows.forget(sql, now, atMost));
    }

    @Override
    public List<Snapshot> list(Optional<UserId> user, Optional<FamilyId> before, int limit) {
        byte[] bound = before.orElse(FamilyId.LAST).bytes();
        return database.read(sql ->
                user.isPresent()
                        ? sql.all(
                                NEWEST_OF_USER,
                                SqliteFamilies::read,
                                user.get().value(),
                                bound,
                                limit)
                        : sql.all(NEWEST, SqliteFamilies::read, bound, limit));
    }

    @Override
    public List<Snapshot> living(UserId user, Instant now, Instant usedAfter, int limit) {
        return database.read(sql ->
                sql.all(
                        FamilyRows.LIVING,
                        SqliteFamilies::read,
                        user.value(),
                        now,
                        usedAfter,
                        limit));
    }

    private static Optional<Snapshot> find(Sql sql, FamilyId id) throws SQLException {
        return sql.first(FIND, SqliteFamilies::read, id.bytes());
    }

    private static Snapshot read(ResultSet row) throws SQLException {
        return FamilyRows.read(FamilyId.of(row.getBytes(1)), row);
    }
}
