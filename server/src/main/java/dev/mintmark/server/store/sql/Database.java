package dev.mintmark.server.store.sql;

import dev.mintmark.server.event.Event;
import dev.mintmark.server.event.Witness;

import java.sql.SQLException;
import java.time.Instant;
import java.util.List;

/// How a table reaches its engine. Work may be run more than once, so it must be repeatable.
public interface Database {
    /// Runs work that only looks, and sees everything that was answered before it was asked.
    <T> T read(Sql.Work<T> work);

    /// Runs the work in one transaction, and returns once its effect is durable.
    <T> T write(Sql.Work<T> work);

    /// Runs the work in one transaction with what there is to remember of it, and returns once both
    /// are durable.
    default <T> T write(Sql.Work<T> work, Witness<T> witness) {
        return write(sql -> {
            T outcome = work.run(sql);
            keep(sql, witness.of(outcome));
            return outcome;
        });
    }

    /// Writes down what happened, as a part of the transaction that is under way.
    void keep(Sql sql, List<Event> events) throws SQLException;

    /// What time it is for all nodes on this database. What nodes must agree on is decided by it,
    /// because their own clocks differ.
    Instant time(Sql sql) throws SQLException;
}
