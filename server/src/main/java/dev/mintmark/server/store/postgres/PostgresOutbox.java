package dev.mintmark.server.store.postgres;

import dev.mintmark.server.revocation.Notice;
import dev.mintmark.server.revocation.Outbox;
import dev.mintmark.server.store.sql.Bell;
import dev.mintmark.server.store.sql.NoticeRows;
import dev.mintmark.server.store.sql.Sql;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.UUID;

/// The outbox. Transactions commit in another order than they began, so a number from a sequence
/// could appear behind one that was read already, and be missed. The position of a row is therefore
/// the number of its transaction, and a row is read only when no transaction with a lower number is
/// under way.
///
/// So a transaction that stays open holds up what is read here, whatever it does and in whichever
/// database of the server.
record PostgresOutbox(Pool pool, Bell bell) implements Outbox {
    /// As a number that Java has; half of what the type can hold would take millennia.
    private static final String POSITION = "cast(cast(xid as text) as bigint)";

    private static final String NUMBER = "cast(cast(cast(? as bigint) as text) as xid8)";
    private static final String SETTLED = "pg_snapshot_xmin(pg_current_snapshot())";

    private static final String HEAD = "select cast(cast(" + SETTLED + " as text) as bigint) - 1";
    private static final String OLDEST =
            "select " + POSITION + " from notice order by xid, seq limit 1";
    private static final String ROWS =
            "select " + POSITION + ", " + NoticeRows.COLUMNS + " from notice where ";
    private static final String AFTER = ROWS + "xid > " + NUMBER + " and xid < " + SETTLED;
    private static final String AT = ROWS + "xid = " + NUMBER;
    private static final String UNLISTED = " and family_id is null";
    private static final String IN_ORDER = " order by xid, seq";
    private static final String FORGET =
            """
            delete from notice
             where (xid, seq) in (select xid, seq from notice order by xid, seq limit ?)
               and at < ?
               and xid < (select xid from notice order by xid desc, seq desc limit 1)
            """;

    @Override
    public long head() {
        return pool.read(sql -> sql.first(HEAD, row -> row.getLong(1))).orElseThrow();
    }

    @Override
    public OptionalLong oldest() {
        var oldest = pool.read(sql -> sql.first(OLDEST, row -> row.getLong(1)));
        return oldest.map(OptionalLong::of).orElseGet(OptionalLong::empty);
    }

    @Override
    public List<Notice> after(long position, int wanted) {
        return rows("", position, wanted);
    }

    @Override
    public List<Notice> unlistedAfter(long position, int wanted) {
        return rows(UNLISTED, position, wanted);
    }

    private List<Notice> rows(String condition, long position, int wanted) {
        var query = AFTER + condition + IN_ORDER + " limit ?";
        return pool.read(sql -> {
            var notices = sql.all(query, PostgresOutbox::read, position, wanted);
            return notices.size() < wanted ? notices : whole(sql, condition, notices);
        });
    }

    /// The last transaction may have been cut in two: it is left for the next time, or, being all
    /// there is, read to its end.
    private static List<Notice> whole(Sql sql, String condition, List<Notice> notices)
            throws SQLException {
        long last = notices.getLast().position();
        var before = new ArrayList<>(notices);
        before.removeIf(notice -> notice.position() == last);
        return before.isEmpty()
                ? sql.all(AT + condition + IN_ORDER, PostgresOutbox::read, last)
                : before;
    }

    @Override
    public int forget(Instant writtenBefore, int atMost) {
        return pool.change(sql -> sql.update(FORGET, atMost, writtenBefore));
    }

    @Override
    public void onChange(Runnable listener) {
        bell.onRing(listener);
    }

    private static Notice read(ResultSet row) throws SQLException {
        return NoticeRows.read(
                row.getLong(1), (from, column) -> Ids.of(from.getObject(column, UUID.class)), row);
    }
}
