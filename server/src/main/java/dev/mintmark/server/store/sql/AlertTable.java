package dev.mintmark.server.store.sql;

import dev.mintmark.server.alert.Alert;
import dev.mintmark.server.alert.AlertKind;
import dev.mintmark.server.alert.AlertStore;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

public final class AlertTable implements AlertStore {
    private static final String COLUMNS =
            "a.id, a.kind, a.about, a.summary, a.opened_at, a.last_seen, a.closed_at";

    /// Of two nodes that find the same, one opens it.
    private static final String OPEN =
            """
            insert into alert (id, kind, about, summary, opened_at, last_seen)
            values (?, ?, ?, ?, ?, ?)
            on conflict do nothing
            """;

    private static final String TELL =
            """
            insert into alert_delivery (alert_id, closing, channel, attempts, since, next_at)
            values (?, ?, ?, 0, ?, ?)
            """;
    private static final String SEEN =
            "update alert set last_seen = ? where id = ? and closed_at is null and last_seen < ?";
    private static final String CLOSE =
            "update alert set closed_at = ? where id = ? and closed_at is null and last_seen = ?";
    private static final String ALL_OPEN =
            "select " + COLUMNS + " from alert a where closed_at is null order by opened_at, id";
    private static final String NEWEST =
            "select " + COLUMNS + " from alert a order by opened_at desc, id limit ?";
    private static final String DUE =
            "select "
                    + COLUMNS
                    + """
                    , d.closing, d.channel, d.attempts, d.since
                      from alert_delivery d join alert a on a.id = d.alert_id
                     where d.next_at <= ? order by d.since, d.alert_id, d.channel limit ?
                    """;
    private static final String DONE =
            "delete from alert_delivery where alert_id = ? and closing = ? and channel = ?";
    private static final String AGAIN =
            """
            update alert_delivery set attempts = ?, next_at = ?
             where alert_id = ? and closing = ? and channel = ?
            """;
    private static final String FORGET_DELIVERIES =
            """
            delete from alert_delivery
             where alert_id in (select id from alert where closed_at < ?)
            """;
    private static final String FORGET = "delete from alert where closed_at < ?";

    private final Database database;

    public AlertTable(Database database) {
        this.database = database;
    }

    @Override
    public boolean open(Alert alert, List<String> channels) {
        return database.write(sql -> {
            int added =
                    sql.update(
                            OPEN,
                            alert.id(),
                            alert.kind().word(),
                            alert.about(),
                            alert.summary(),
                            alert.openedAt(),
                            alert.lastSeen());
            if (added == 1) {
                tell(sql, alert, false, alert.openedAt(), channels);
            }
            return added == 1;
        });
    }

    @Override
    public void seen(Alert alert, Instant now) {
        var _ = database.write(sql -> sql.update(SEEN, now, alert.id(), now));
    }

    @Override
    public boolean close(Alert alert, Instant now, List<String> channels) {
        return database.write(sql -> {
            boolean closed = sql.update(CLOSE, now, alert.id(), alert.lastSeen()) == 1;
            if (closed) {
                tell(sql, alert, true, now, channels);
            }
            return closed;
        });
    }

    private static void tell(
            Sql sql, Alert alert, boolean closing, Instant now, List<String> channels)
            throws SQLException {
        for (var channel : channels) {
            sql.update(TELL, alert.id(), closing, channel, now, now);
        }
    }

    @Override
    public List<Alert> open() {
        return database.read(sql -> sql.all(ALL_OPEN, AlertTable::read));
    }

    @Override
    public List<Alert> list(int limit) {
        return database.read(sql -> sql.all(NEWEST, AlertTable::read, limit));
    }

    @Override
    public List<Delivery> due(Instant now, int limit) {
        return database.read(sql ->
                sql.all(
                        DUE,
                        row ->
                                new Delivery(
                                        read(row),
                                        row.getBoolean(8),
                                        row.getString(9),
                                        row.getInt(10),
                                        Instant.ofEpochMilli(row.getLong(11))),
                        now,
                        limit));
    }

    @Override
    public void done(Delivery delivery) {
        var _ =
                database.write(sql ->
                        sql.update(
                                DONE,
                                delivery.alert().id(),
                                delivery.closing(),
                                delivery.channel()));
    }

    @Override
    public void again(Delivery delivery, Instant next) {
        var _ =
                database.write(sql ->
                        sql.update(
                                AGAIN,
                                delivery.attempts() + 1,
                                next,
                                delivery.alert().id(),
                                delivery.closing(),
                                delivery.channel()));
    }

    @Override
    public void forget(Instant closedBefore) {
        var _ =
                database.write(sql ->
                        sql.update(FORGET_DELIVERIES, closedBefore)
                                + sql.update(FORGET, closedBefore));
    }

    private static Alert read(ResultSet row) throws SQLException {
        long closedAt = row.getLong(7);
        var closed =
                row.wasNull()
                        ? Optional.<Instant>empty()
                        : Optional.of(Instant.ofEpochMilli(closedAt));
        return new Alert(
                row.getString(1),
                AlertKind.of(row.getString(2)).orElseThrow(),
                row.getString(3),
                row.getString(4),
                Instant.ofEpochMilli(row.getLong(5)),
                Instant.ofEpochMilli(row.getLong(6)),
                closed);
    }
}
