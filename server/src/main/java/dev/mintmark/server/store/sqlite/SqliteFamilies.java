package dev.mintmark.server.store.sqlite;

import dev.mintmark.server.id.ClientId;
import dev.mintmark.server.id.FamilyId;
import dev.mintmark.server.id.Scopes;
import dev.mintmark.server.id.UserId;
import dev.mintmark.server.session.Decision;
import dev.mintmark.server.session.EndReason;
import dev.mintmark.server.session.Family;
import dev.mintmark.server.session.FamilyStore;
import dev.mintmark.server.session.Holder;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// Families. All changes run on the one writer thread, each inside a transaction, so the row a rule
/// saw is the row that its decision changes.
final class SqliteFamilies implements FamilyStore {
    private static final String SELECT =
            """
            select f.id, f.user_id, f.client_id, f.salt, f.scope, f.audience, f.auth_time,
                   f.generation, f.rotated_at, f.absolute_until, f.ended_at, f.end_reason,
                   a.name, a.roles, a.disabled
              from family f join account a on a.id = f.user_id
            """;
    private static final String FIND = SELECT + " where f.id = ?";
    private static final String NEWEST = SELECT + " order by f.id desc limit ?";
    private static final String NEWEST_OF_USER =
            SELECT + " where f.user_id = ? order by f.id desc limit ?";
    private static final String OPEN =
            """
            insert into family (id, user_id, client_id, salt, scope, audience, auth_time,
                                generation, rotated_at, absolute_until)
            values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            """;
    private static final String ADVANCE =
            "update family set generation = ?, rotated_at = ? where id = ?";
    private static final String END =
            "update family set ended_at = ?, end_reason = ? where id = ? and ended_at is null";
    private static final String END_ALL =
            "update family set ended_at = ?, end_reason = ? where ended_at is null";
    private static final String END_ALL_OF_USER = END_ALL + " and user_id = ?";

    /// Ids begin with the time a family was opened, so the oldest stand together at one end.
    private static final String FORGET =
            """
            delete from family
             where id in (select id from family order by id limit ?)
               and absolute_until <= ?
            """;

    private final Writer writer;
    private final Readers readers;

    SqliteFamilies(Writer writer, Readers readers) {
        this.writer = writer;
        this.readers = readers;
    }

    @Override
    public void open(Family family) {
        var _ =
                writer.write(sql ->
                        sql.update(
                                OPEN,
                                family.id().bytes(),
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
        return readers.read(sql -> find(sql, id));
    }

    @Override
    public Decision refresh(FamilyId id, Rule rule) {
        return writer.write(sql -> {
            var decision = rule.decide(find(sql, id));
            switch (decision) {
                case Decision.Advance(var next, _) ->
                        sql.update(ADVANCE, next.generation(), next.rotatedAt(), id.bytes());
                case Decision.End(var ended, _) -> {
                    var end = ended.ended().orElseThrow();
                    sql.update(END, end.at(), end.reason().word(), id.bytes());
                }
                case Decision.Repeat _, Decision.Refuse _ -> {}
            }
            return decision;
        });
    }

    @Override
    public boolean end(FamilyId id, EndReason reason, Instant now) {
        return writer.write(sql -> sql.update(END, now, reason.word(), id.bytes()) == 1);
    }

    @Override
    public int endAll(Optional<UserId> user, EndReason reason, Instant now) {
        return writer.write(sql -> endAll(sql, user, reason, now));
    }

    @Override
    public int forgetEnded(Instant now, int atMost) {
        return writer.write(sql -> sql.update(FORGET, atMost, now));
    }

    @Override
    public List<Snapshot> list(Optional<UserId> user, int limit) {
        return readers.read(sql ->
                user.isPresent()
                        ? sql.all(NEWEST_OF_USER, SqliteFamilies::read, user.get().value(), limit)
                        : sql.all(NEWEST, SqliteFamilies::read, limit));
    }

    static int endAll(Sql sql, Optional<UserId> user, EndReason reason, Instant now)
            throws SQLException {
        return user.isPresent()
                ? sql.update(END_ALL_OF_USER, now, reason.word(), user.get().value())
                : sql.update(END_ALL, now, reason.word());
    }

    private static Optional<Snapshot> find(Sql sql, FamilyId id) throws SQLException {
        return sql.first(FIND, SqliteFamilies::read, id.bytes());
    }

    private static Snapshot read(ResultSet row) throws SQLException {
        var family =
                new Family(
                        FamilyId.of(row.getBytes(1)),
                        new UserId(row.getString(2)),
                        new ClientId(row.getString(3)),
                        row.getBytes(4),
                        Scopes.parse(row.getString(5)).orElseThrow(),
                        Texts.read(row.getString(6)),
                        Instant.ofEpochMilli(row.getLong(7)),
                        row.getInt(8),
                        Instant.ofEpochMilli(row.getLong(9)),
                        Instant.ofEpochMilli(row.getLong(10)),
                        ended(row));
        return new Snapshot(
                family,
                new Holder(row.getString(13), Texts.read(row.getString(14)), row.getInt(15) == 1));
    }

    private static Optional<Family.Ended> ended(ResultSet row) throws SQLException {
        var reason = row.getString(12);
        return reason == null
                ? Optional.empty()
                : Optional.of(
                        new Family.Ended(
                                Instant.ofEpochMilli(row.getLong(11)), EndReason.of(reason)));
    }
}
