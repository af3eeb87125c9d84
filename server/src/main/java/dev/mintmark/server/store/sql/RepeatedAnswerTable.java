package dev.mintmark.server.store.sql;

import dev.mintmark.server.admin.RepeatedAnswerStore;

import java.time.Instant;
import java.util.Optional;

public final class RepeatedAnswerTable implements RepeatedAnswerStore {
    private static final String FREE =
            "delete from repeated_answer where id = ? and kept_until <= ?";
    private static final String TAKE =
            """
            insert into repeated_answer (id, print, kept_until) values (?, ?, ?)
            on conflict (id) do nothing
            """;
    private static final String FIND =
            "select print, answer, kept_until from repeated_answer where id = ?";
    private static final String KEEP =
            "update repeated_answer set answer = ?, kept_until = ? where id = ?";
    private static final String GIVE_UP = "delete from repeated_answer where id = ?";
    private static final String FORGET = "delete from repeated_answer where kept_until <= ?";

    private final Database database;

    public RepeatedAnswerTable(Database database) {
        this.database = database;
    }

    @Override
    public Optional<Kept> begin(byte[] id, Kept request, Instant now) {
        return database.write(sql -> {
            sql.update(FREE, id, now);
            if (sql.update(TAKE, id, request.print(), request.until()) == 1) {
                return Optional.empty();
            }
            return sql.first(
                    FIND,
                    row ->
                            new Kept(
                                    row.getBytes(1),
                                    Optional.ofNullable(row.getBytes(2)),
                                    Instant.ofEpochMilli(row.getLong(3))),
                    id);
        });
    }

    @Override
    public void keep(byte[] id, byte[] answer, Instant until) {
        var _ = database.write(sql -> sql.update(KEEP, answer, until, id));
    }

    @Override
    public void giveUp(byte[] id) {
        var _ = database.write(sql -> sql.update(GIVE_UP, id));
    }

    @Override
    public void forget(Instant until) {
        var _ = database.write(sql -> sql.update(FORGET, until));
    }
}
