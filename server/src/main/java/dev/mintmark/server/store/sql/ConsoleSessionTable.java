package dev.mintmark.server.store.sql;

import dev.mintmark.server.admin.ConsoleSessionStore;

import java.time.Instant;
import java.util.Optional;

public final class ConsoleSessionTable implements ConsoleSessionStore {
    private static final String ADD =
            "insert into console_session (hash, key_hash, opened_at, used_at) values (?, ?, ?, ?)";
    private static final String FIND =
            "select key_hash, opened_at, used_at from console_session where hash = ?";
    private static final String USED = "update console_session set used_at = ? where hash = ?";
    private static final String END = "delete from console_session where hash = ?";
    private static final String FORGET =
            "delete from console_session where opened_at < ? or used_at < ?";

    private final Database database;

    public ConsoleSessionTable(Database database) {
        this.database = database;
    }

    @Override
    public void add(byte[] hash, Stored session) {
        var _ =
                database.write(sql ->
                        sql.update(
                                ADD,
                                hash,
                                session.keyHash(),
                                session.openedAt(),
                                session.usedAt()));
    }

    @Override
    public Optional<Stored> find(byte[] hash) {
        return database.read(sql ->
                sql.first(
                        FIND,
                        row ->
                                new Stored(
                                        row.getBytes(1),
                                        Instant.ofEpochMilli(row.getLong(2)),
                                        Instant.ofEpochMilli(row.getLong(3))),
                        hash));
    }

    @Override
    public void used(byte[] hash, Instant now) {
        var _ = database.write(sql -> sql.update(USED, now, hash));
    }

    @Override
    public void end(byte[] hash) {
        var _ = database.write(sql -> sql.update(END, hash));
    }

    @Override
    public void forget(Instant openedBefore, Instant usedBefore) {
        var _ = database.write(sql -> sql.update(FORGET, openedBefore, usedBefore));
    }
}
