package dev.mintmark.server.store.sql;

import dev.mintmark.server.id.ClientId;
import dev.mintmark.server.id.FamilyId;
import dev.mintmark.server.id.Scopes;
import dev.mintmark.server.id.StatusIndex;
import dev.mintmark.server.id.UserId;
import dev.mintmark.server.session.Device;
import dev.mintmark.server.session.EndReason;
import dev.mintmark.server.session.Family;
import dev.mintmark.server.session.FamilyStore;
import dev.mintmark.server.session.FamilyStore.Opening;
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
                   f.status_list, f.status_place, f.device, f.network,
                   a.name, a.roles, a.disabled, a.not_before,
                   (select not_before from everybody)
              from family f join account a on a.id = f.user_id
            """;

    /// An account as it was when somebody proved to be its owner, and nothing voided since. Engines
    /// where two transactions run at once have the account locked.
    public static final String ACCOUNT_UNCHANGED =
            """
            select 1 from account a, everybody e
             where a.id = ? and a.version = ? and not a.disabled and e.not_before <= ?
            """;

    /// For engines where two transactions run at once: whether something was voided while one of
    /// them opened a family from before.
    public static final String VOIDED_MEANWHILE = "select 1 from everybody where not_before > ?";

    /// The families of a user that may still be live, newest first.
    public static final String LIVING =
            SELECT
                    + """
                     where f.user_id = ? and f.ended_at is null and f.absolute_until > ?
                       and f.rotated_at > ?
                     order by f.id desc limit ?
                    """;

    private static final String OPEN =
            """
            insert into family (id, user_id, client_id, salt, scope, audience, status_list,
                                status_place, device, network, auth_time, generation, rotated_at,
                                absolute_until)
            values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            on conflict (status_list, status_place) do nothing
            """;

    /// Ids begin with the time a family was opened, so the oldest stand together at one end.
    private static final String FORGET =
            """
            delete from family
             where id in (select id from family order by id limit ?)
               and absolute_until <= ?
               and not exists (select 1
                                 from status_list l
                                where l.id = family.status_list and l.closes_at > ?)
            """;

    private static final String END_ALL =
            "update family set ended_at = ?, end_reason = ? where ended_at is null";
    private static final String END = END_ALL + " and id = ?";
    private static final String END_ALL_OF_USER = END_ALL + " and user_id = ?";
    private static final String END_OTHERS = END_ALL_OF_USER + " and id <> ?";
    private static final String ACCOUNT_MOVES_ON =
            "update account set version = version + 1 where id = ?";

    private FamilyRows() {}

    /// @param id in the engine's own type
    /// @param accountUnchanged [#ACCOUNT_UNCHANGED], and the lock that the engine needs
    public static Opening open(
            Sql sql, Object id, Family family, int accountVersion, String accountUnchanged)
            throws SQLException {
        var user = family.user().value();
        if (sql.first(accountUnchanged, row -> true, user, accountVersion, family.authTime())
                .isEmpty()) {
            return Opening.ACCOUNT_CHANGED;
        }
        int opened =
                sql.update(
                        OPEN,
                        id,
                        user,
                        family.client().value(),
                        family.salt(),
                        family.scope().toString(),
                        Texts.write(family.audience()),
                        family.status().list(),
                        family.status().place(),
                        family.device().label(),
                        family.device().network(),
                        family.authTime(),
                        family.generation(),
                        family.rotatedAt(),
                        family.absoluteUntil());
        return opened == 1 ? Opening.OPENED : Opening.PLACE_TAKEN;
    }

    /// @return how many were forgotten
    public static int forget(Sql sql, Instant now, int atMost) throws SQLException {
        return sql.update(FORGET, atMost, now, now.minus(FamilyStore.LATE_COMERS));
    }

    /// @param id in the engine's own type
    /// @return whether it lived until now
    public static boolean end(Sql sql, Object id, EndReason reason, Instant now)
            throws SQLException {
        boolean lived = sql.update(END, now, reason.word(), id) == 1;
        if (lived) {
            NoticeRows.family(sql, id);
        }
        return lived;
    }

    /// Ends every living family of a user. The account first: whoever is signing in right now holds
    /// it, and is seen by what follows, or waits for it, and finds it changed.
    ///
    /// @return how many lived until now
    public static int endAllOf(Sql sql, UserId user, EndReason reason, Instant now)
            throws SQLException {
        sql.update(ACCOUNT_MOVES_ON, user.value());
        int ended = sql.update(END_ALL_OF_USER, now, reason.word(), user.value());
        return told(sql, user, reason, now, ended);
    }

    /// The same, but one lives on.
    ///
    /// @param kept the id of that one, in the engine's own type
    /// @return how many lived until now
    public static int endOthersOf(Sql sql, UserId user, Object kept, EndReason reason, Instant now)
            throws SQLException {
        sql.update(ACCOUNT_MOVES_ON, user.value());
        int ended = sql.update(END_OTHERS, now, reason.word(), user.value(), kept);
        return told(sql, user, reason, now, ended);
    }

    private static int told(Sql sql, UserId user, EndReason reason, Instant now, int ended)
            throws SQLException {
        if (ended > 0) {
            NoticeRows.familiesOf(sql, user, reason, now);
        }
        return ended;
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
                        new StatusIndex(row.getInt(13), row.getInt(14)),
                        new Device(row.getString(15), row.getString(16)),
                        Instant.ofEpochMilli(row.getLong(7)),
                        row.getInt(8),
                        Instant.ofEpochMilli(row.getLong(9)),
                        Instant.ofEpochMilli(row.getLong(10)),
                        ended(row));
        return new Snapshot(
                family,
                new Holder(
                        row.getString(17),
                        Texts.read(row.getString(18)),
                        row.getBoolean(19),
                        Instant.ofEpochMilli(Math.max(row.getLong(20), row.getLong(21)))));
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
