package dev.mintmark.server.store.sql;

import dev.mintmark.server.id.ClientId;
import dev.mintmark.server.id.FamilyId;
import dev.mintmark.server.id.Scopes;
import dev.mintmark.server.id.UserId;
import dev.mintmark.server.session.EndReason;
import dev.mintmark.server.session.Family;
import dev.mintmark.server.session.FamilyStore.Snapshot;
import dev.mintmark.server.session.Holder;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Optional;

/// Rows of families, and what every engine does with them in the same words. An engine keeps the id
/// as suits it.
public final class FamilyRows {
    /// A family beside its holder, in the order that [#read] expects.
    public static final String SELECT =
            """
            select f.id, f.user_id, f.client_id, f.salt, f.scope, f.audience, f.auth_time,
                   f.generation, f.rotated_at, f.absolute_until, f.ended_at, f.end_reason,
                   a.name, a.roles, a.disabled
              from family f join account a on a.id = f.user_id
            """;

    private static final String END_ALL =
            "update family set ended_at = ?, end_reason = ? where ended_at is null";
    private static final String END_ALL_OF_USER = END_ALL + " and user_id = ?";

    private FamilyRows() {}

    /// @return how many lived until now
    public static int endAll(Sql sql, Optional<UserId> user, EndReason reason, Instant now)
            throws SQLException {
        return user.isPresent()
                ? sql.update(END_ALL_OF_USER, now, reason.word(), user.get().value())
                : sql.update(END_ALL, now, reason.word());
    }

    /// @param id read from the first column
    public static Snapshot read(FamilyId id, ResultSet row) throws SQLException {
        var family =
                new Family(
                        id,
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
                new Holder(row.getString(13), Texts.read(row.getString(14)), row.getBoolean(15)));
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
