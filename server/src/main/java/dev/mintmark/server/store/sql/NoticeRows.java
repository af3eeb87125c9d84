package dev.mintmark.server.store.sql;

import dev.mintmark.server.id.FamilyId;
import dev.mintmark.server.id.KeyId;
import dev.mintmark.server.id.StatusIndex;
import dev.mintmark.server.id.UserId;
import dev.mintmark.server.revocation.Notice;
import dev.mintmark.server.revocation.Revoked;
import dev.mintmark.server.session.EndReason;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Optional;

/// Rows of the outbox. Whatever revokes something writes its notice here, in its own transaction.
public final class NoticeRows {
    /// In the order that [#read] expects, behind the position.
    public static final String COLUMNS =
            """
            at, cause, family_id, status_list, status_place, token_id, token_until, user_id,
            not_before, kid
            """;

    /// What a statement that tells of ended families selects, in this order.
    public static final String TELL_OF_FAMILIES =
            "insert into notice (at, cause, family_id, status_list, status_place)"
                    + " select ended_at, end_reason, id, status_list, status_place from ";

    private static final String ENDED = TELL_OF_FAMILIES + "family where id = ?";
    private static final String ALL_ENDED_OF_USER =
            TELL_OF_FAMILIES + "family where ended_at = ? and end_reason = ? and user_id = ?";
    private static final String TOKEN =
            "insert into notice (at, cause, token_id, token_until) values (?, ?, ?, ?)";
    private static final String CUT_OFF =
            "insert into notice (at, cause, user_id, not_before) values (?, ?, ?, ?)";
    private static final String KEY = "insert into notice (at, cause, kid) values (?, ?, ?)";

    private NoticeRows() {}

    /// @param id of a family that has just ended
    static void family(Sql sql, Object id) throws SQLException {
        sql.update(ENDED, id);
        sql.toldOf();
    }

    /// Tells of the families of a user that ended at this moment for this reason.
    static void familiesOf(Sql sql, UserId user, EndReason reason, Instant now)
            throws SQLException {
        sql.update(ALL_ENDED_OF_USER, now, reason.word(), user.value());
        sql.toldOf();
    }

    /// @param user empty for everybody
    static void cutOff(Sql sql, Optional<UserId> user, Instant notBefore, Instant now)
            throws SQLException {
        sql.update(
                CUT_OFF,
                now,
                EndReason.CUT_OFF.word(),
                user.map(UserId::value).orElse(null),
                notBefore);
        sql.toldOf();
    }

    static void token(Sql sql, String id, Instant expiresAt, EndReason reason, Instant now)
            throws SQLException {
        sql.update(TOKEN, now, reason.word(), id, expiresAt);
        sql.toldOf();
    }

    static void key(Sql sql, KeyId kid, Instant now) throws SQLException {
        sql.update(KEY, now, "key_revoked", kid.value());
        sql.toldOf();
    }

    /// @param position read from the first column
    /// @param family reads an id of the engine's own type from the column of that number
    public static Notice read(long position, FamilyColumn family, ResultSet row)
            throws SQLException {
        var at = Instant.ofEpochMilli(row.getLong(2));
        return new Notice(position, at, row.getString(3), what(family, row));
    }

    /// Reads a family id as the engine keeps it.
    @FunctionalInterface
    public interface FamilyColumn {
        FamilyId read(ResultSet row, int column) throws SQLException;
    }

    private static Revoked what(FamilyColumn family, ResultSet row) throws SQLException {
        if (row.getObject(4) != null) {
            return new Revoked.Session(
                    family.read(row, 4), new StatusIndex(row.getInt(5), row.getInt(6)));
        }
        var token = row.getString(7);
        if (token != null) {
            return new Revoked.Token(token, Instant.ofEpochMilli(row.getLong(8)));
        }
        var kid = row.getString(11);
        if (kid != null) {
            return new Revoked.Key(new KeyId(kid));
        }
        var user = row.getString(9);
        var notBefore = Instant.ofEpochMilli(row.getLong(10));
        return user == null
                ? new Revoked.OfEverybody(notBefore)
                : new Revoked.OfUser(new UserId(user), notBefore);
    }
}
