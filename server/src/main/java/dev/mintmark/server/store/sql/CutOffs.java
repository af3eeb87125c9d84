package dev.mintmark.server.store.sql;

import dev.mintmark.server.event.Witness;
import dev.mintmark.server.id.UserId;
import dev.mintmark.server.session.EndReason;
import dev.mintmark.server.session.FamilyStore.CutOff;

import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/// Voids what was issued until now. Tokens say in whole seconds when they were issued, so the
/// moment is the next whole second; and where nodes have clocks of their own, a little later still.
/// It never goes back, whatever a clock does.
public final class CutOffs {
    private static final String OF_USER = "update account set not_before = ? where id = ?";
    private static final String USERS = "select not_before from account where id = ?";
    private static final String LOCKED = "update everybody set not_before = not_before";
    private static final String OF_EVERYBODY = "update everybody set not_before = ?";
    private static final String EVERYBODYS = "select not_before from everybody";
    private static final String LIVING =
            """
            select count(*) from family
             where ended_at is null and absolute_until > ? and auth_time >= ?
            """;

    private final Database database;
    private final Duration apart;

    /// @param apart how far what nodes call now may be from what the database calls so
    public CutOffs(Database database, Duration apart) {
        this.database = database;
        this.apart = apart;
    }

    public CutOff ofUser(UserId user, Instant now, Witness<CutOff> witness) {
        return database.write(
                sql -> {
                    // Nobody else has the account from here on.
                    int ended = FamilyRows.endAllOf(sql, user, EndReason.CUT_OFF, now);
                    var notBefore =
                            later(next(database.time(sql)), known(sql, USERS, user.value()));
                    sql.update(OF_USER, notBefore, user.value());
                    NoticeRows.cutOff(sql, Optional.of(user), notBefore, now);
                    return new CutOff(notBefore, ended);
                },
                witness);
    }

    /// Refreshes that were decided before this is in the database may still be carried out. What
    /// they lead to says the time at which they were asked for, which is before the moment that
    /// voids it, provided that this was quick. If it was not, it is done once more.
    public CutOff ofEverybody(Instant now, Witness<CutOff> witness) {
        CutOff cutOff;
        do {
            cutOff = database.write(sql -> everybodys(sql, now), witness);
        } while (!database.read(database::time).isBefore(cutOff.notBefore()));
        return cutOff;
    }

    /// Later than the one before, because what began right after that says its moment.
    private CutOff everybodys(Sql sql, Instant now) throws SQLException {
        sql.update(LOCKED);
        var last = known(sql, EVERYBODYS);
        var notBefore = later(next(database.time(sql).plus(apart)), last.plusSeconds(1));
        int living = sql.first(LIVING, row -> row.getInt(1), now, last).orElse(0);
        sql.update(OF_EVERYBODY, notBefore);
        NoticeRows.cutOff(sql, Optional.empty(), notBefore, now);
        return new CutOff(notBefore, living);
    }

    private static Instant known(Sql sql, String query, Object... values) throws SQLException {
        return Instant.ofEpochMilli(sql.first(query, row -> row.getLong(1), values).orElse(0L));
    }

    private static Instant later(Instant one, Instant other) {
        return one.isAfter(other) ? one : other;
    }

    private static Instant next(Instant time) {
        return time.truncatedTo(ChronoUnit.SECONDS).plusSeconds(1);
    }
}
