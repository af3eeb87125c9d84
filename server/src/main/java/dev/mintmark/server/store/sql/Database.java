package dev.mintmark.server.store.sql;

import java.sql.SQLException;
import java.time.Instant;

/// How a table reaches its engine. Work may be run more than once, so it must be repeatable.
public interface Database {
    /// Runs work that only looks, and sees everything that was answered before it was asked.
    <T> T read(Sql.Work<T> work);

    /// Runs the work in one transaction, and returns once its effect is durable.
    <T> T write(Sql.Work<T> work);

    /// What time it is for all nodes on this database. What nodes must agree on is decided by it,
    /// because their own clocks differ.
    Instant time(Sql sql) throws SQLException;
}
