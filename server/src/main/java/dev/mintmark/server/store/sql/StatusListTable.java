package dev.mintmark.server.store.sql;

import dev.mintmark.server.id.StatusIndex;
import dev.mintmark.server.revocation.status.ListTerm;
import dev.mintmark.server.revocation.status.StatusListStore;

import java.time.Instant;
import java.util.BitSet;
import java.util.List;

public final class StatusListTable implements StatusListStore {
    private static final String ALL = "select id, opens_at, closes_at from status_list order by id";
    private static final String ADD =
            """
            insert into status_list (id, opens_at, closes_at) values (?, ?, ?)
            on conflict (id) do nothing
            """;
    private static final String CLOSE_OTHERS =
            "update status_list set closes_at = ? where id < ? and closes_at > ?";
    private static final String TAKEN = "select count(*) from family where status_list = ?";
    private static final String REVOKED =
            "select status_place from family where status_list = ? and ended_at is not null";
    private static final String EVERYBODY = "select not_before from everybody";
    private static final String CUT_OFF =
            "select status_place from family where status_list = ? and auth_time < ?";
    private static final String FORGET =
            """
            delete from status_list
             where closes_at < ?
               and not exists (select 1 from family where family.status_list = status_list.id)
            """;

    private final Database database;

    public StatusListTable(Database database) {
        this.database = database;
    }

    @Override
    public List<ListTerm> all() {
        return database.read(sql ->
                sql.all(
                        ALL,
                        row ->
                                new ListTerm(
                                        row.getInt(1),
                                        Instant.ofEpochMilli(row.getLong(2)),
                                        Instant.ofEpochMilli(row.getLong(3)))));
    }

    @Override
    public boolean add(ListTerm term) {
        return database.write(sql -> {
            boolean added = sql.update(ADD, term.id(), term.opensAt(), term.closesAt()) == 1;
            if (added) {
                sql.update(CLOSE_OTHERS, term.opensAt(), term.id(), term.opensAt());
            }
            return added;
        });
    }

    @Override
    public BitSet revoked(int list) {
        return database.read(sql -> {
            var places = new BitSet(StatusIndex.PLACES);
            sql.each(REVOKED, row -> places.set(row.getInt(1)), list);
            long notBefore = sql.first(EVERYBODY, row -> row.getLong(1)).orElse(0L);
            if (notBefore > 0) {
                sql.each(CUT_OFF, row -> places.set(row.getInt(1)), list, notBefore);
            }
            return places;
        });
    }

    @Override
    public int taken(int list) {
        return database.read(sql -> sql.first(TAKEN, row -> row.getInt(1), list)).orElse(0);
    }

    @Override
    public int forget(Instant closedBefore) {
        return database.write(sql -> sql.update(FORGET, closedBefore));
    }
}
