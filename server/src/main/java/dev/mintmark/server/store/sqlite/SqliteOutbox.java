package dev.mintmark.server.store.sqlite;

import dev.mintmark.server.id.FamilyId;
import dev.mintmark.server.revocation.Notice;
import dev.mintmark.server.revocation.Outbox;
import dev.mintmark.server.store.sql.Bell;
import dev.mintmark.server.store.sql.Database;
import dev.mintmark.server.store.sql.NoticeRows;

import java.time.Instant;
import java.util.List;
import java.util.OptionalLong;

/// The outbox. As one thread writes, rows become visible in the order of their numbers, and the
/// number of a row is its position.
record SqliteOutbox(Database database, Bell bell) implements Outbox {
    private static final String HEAD = "select coalesce(max(seq), 0) from notice";
    private static final String OLDEST = "select seq from notice order by seq limit 1";
    private static final String ROWS = "select seq, " + NoticeRows.COLUMNS + " from notice where ";
    private static final String AFTER = ROWS + "seq > ? order by seq limit ?";
    private static final String UNLISTED_AFTER =
            ROWS + "seq > ? and family_id is null order by seq limit ?";
    private static final String FORGET =
            """
            delete from notice
             where seq in (select seq from notice order by seq limit ?)
               and at < ?
               and seq < (select max(seq) from notice)
            """;

    @Override
    public long head() {
        return database.read(sql -> sql.first(HEAD, row -> row.getLong(1))).orElse(0L);
    }

    @Override
    public OptionalLong oldest() {
        var oldest = database.read(sql -> sql.first(OLDEST, row -> row.getLong(1)));
        return oldest.map(OptionalLong::of).orElseGet(OptionalLong::empty);
    }

    @Override
    public List<Notice> after(long position, int wanted) {
        return rows(AFTER, position, wanted);
    }

    @Override
    public List<Notice> unlistedAfter(long position, int wanted) {
        return rows(UNLISTED_AFTER, position, wanted);
    }

    private List<Notice> rows(String query, long position, int wanted) {
        return database.read(sql ->
                sql.all(
                        query,
                        row ->
                                NoticeRows.read(
                                        row.getLong(1),
                                        (from, column) -> FamilyId.of(from.getBytes(column)),
                                        row),
                        position,
                        wanted));
    }

    @Override
    public int forget(Instant writtenBefore, int atMost) {
        return database.write(sql -> sql.update(FORGET, atMost, writtenBefore));
    }

    @Override
    public void onChange(Runnable listener) {
        bell.onRing(listener);
    }
}
