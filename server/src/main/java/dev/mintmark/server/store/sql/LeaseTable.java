package dev.mintmark.server.store.sql;

import dev.mintmark.server.lease.Job;
import dev.mintmark.server.lease.LeaseStore;

import java.time.Duration;
import java.util.OptionalLong;

public final class LeaseTable implements LeaseStore {
    /// One statement: of two who find a lease free, the second sees what the first made of it.
    private static final String TAKE =
            """
            insert into lease (job, holder, turn, held_until) values (?, ?, 1, ?)
            on conflict (job) do update
               set turn = case when lease.holder = excluded.holder then lease.turn
                               else lease.turn + 1 end,
                   holder = excluded.holder,
                   held_until = excluded.held_until
             where lease.holder = excluded.holder or lease.held_until <= ?
            returning turn
            """;

    private static final String GIVE_BACK =
            "update lease set held_until = 0 where job = ? and holder = ?";

    private final Database database;

    public LeaseTable(Database database) {
        this.database = database;
    }

    @Override
    public OptionalLong take(Job job, String holder, Duration life) {
        return database.write(sql -> {
            var now = database.time(sql);
            var turn =
                    sql.first(TAKE, row -> row.getLong(1), job.word(), holder, now.plus(life), now);
            return turn.map(OptionalLong::of).orElseGet(OptionalLong::empty);
        });
    }

    @Override
    public void giveBack(Job job, String holder) {
        var _ = database.write(sql -> sql.update(GIVE_BACK, job.word(), holder));
    }
}
