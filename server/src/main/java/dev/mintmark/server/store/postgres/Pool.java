package dev.mintmark.server.store.postgres;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;

import dev.mintmark.server.audit.Script;
import dev.mintmark.server.event.Event;
import dev.mintmark.server.fault.Unavailable;
import dev.mintmark.server.store.sql.Database;
import dev.mintmark.server.store.sql.Sql;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/// A bounded number of connections. Requests, however many, queue in front of it in order and for a
/// short time only; the committers have their share kept for them.
final class Pool implements Database, AutoCloseable {
    static final Duration RETRY_AFTER = Duration.ofSeconds(1);

    /// How long anybody waits for a connection.
    private static final Duration PATIENCE = Duration.ofSeconds(2);

    /// A statement that hangs is given up by the server, well before the driver gives up on the
    /// server. What is answered must be durable, even where the database was told to be careless.
    /// And statements are planned once per connection: PostgreSQL would plan those with an array
    /// each time, for its length, which takes longer than carrying them out. A statement has to see
    /// what was there when it began, or else the database has to find out that it did not: the
    /// level in between does neither.
    private static final String FIRST_WORDS =
            """
            set statement_timeout = '5s';
            set lock_timeout = '2s';
            set idle_in_transaction_session_timeout = '10s';
            select set_config('default_transaction_isolation', 'read committed', false)
             where current_setting('default_transaction_isolation') = 'repeatable read';
            select set_config('synchronous_commit', 'on', false)
             where current_setting('synchronous_commit') = 'off';
            select set_config(name, 'force_generic_plan', false)
              from pg_settings where name = 'plan_cache_mode'
            """;

    private static final String TIME =
            "select cast(extract(epoch from clock_timestamp()) * 1000 as bigint)";

    private static final String KEEP =
            "insert into audit_record (text) select text from unnest(?) as r (text)"
                    + " where pg_current_xact_id() is not null";

    private final Runnable onTold;
    private final HikariDataSource source;
    private final Semaphore permits;

    /// @param reserved how many connections are not for [#read] and [#write]
    /// @param onTold run when a transaction that added to the outbox was committed
    Pool(PostgresAddress address, int reserved, Runnable onTold) {
        this.onTold = onTold;
        this.permits = new Semaphore(address.connections() - reserved, true);
        this.source = new HikariDataSource(config(address));
    }

    private static HikariConfig config(PostgresAddress address) {
        var config = new HikariConfig();
        config.setPoolName("postgres");
        config.setJdbcUrl(address.url());
        config.setDataSourceProperties(address.properties());
        config.setMaximumPoolSize(address.connections());
        config.setMinimumIdle(address.connections());
        config.setConnectionTimeout(PATIENCE.toMillis());
        config.setValidationTimeout(PATIENCE.toMillis());
        config.setConnectionInitSql(FIRST_WORDS);
        // The start has just looked, and says what it saw better than the pool can.
        config.setInitializationFailTimeout(-1);
        return config;
    }

    @Override
    public <T> T read(Sql.Work<T> work) {
        return guarded(() -> reading(work, true));
    }

    @Override
    public <T> T write(Sql.Work<T> work) {
        return guarded(() -> withConnection(connection -> inTransaction(connection, work)));
    }

    /// The time is put there by the database.
    @Override
    public void keep(Sql sql, List<Event> events) throws SQLException {
        if (!events.isEmpty()) {
            var texts = events.stream().map(Script::of).toArray(String[]::new);
            var _ = sql.update(KEEP, (Object) texts);
        }
    }

    @Override
    public Instant time(Sql sql) throws SQLException {
        return timeOf(sql);
    }

    static Instant timeOf(Sql sql) throws SQLException {
        return sql.first(TIME, row -> Instant.ofEpochMilli(row.getLong(1))).orElseThrow();
    }

    /// One statement, which is a transaction by itself.
    <T> T change(Sql.Work<T> statement) {
        return guarded(() -> withConnection(connection -> alone(connection, statement)));
    }

    /// For a committer, which has a connection kept for it.
    <T> T onReserved(Sql.Work<T> work) throws SQLException {
        return withConnection(connection -> alone(connection, work));
    }

    @Override
    public void close() {
        source.close();
    }

    private interface Attempt<T> {
        T run() throws SQLException;
    }

    private interface Use<T> {
        T of(Connection connection) throws SQLException;
    }

    private <T> T guarded(Attempt<T> attempt) {
        boolean admitted = false;
        try {
            admitted = permits.tryAcquire(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
            if (!admitted) {
                throw new Unavailable("every database connection is busy", RETRY_AFTER);
            }
            return retried(attempt);
        } catch (SQLException e) {
            throw new Unavailable("the database did not do its part", RETRY_AFTER, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Unavailable("interrupted while waiting", RETRY_AFTER, e);
        } finally {
            if (admitted) {
                permits.release();
            }
        }
    }

    private static <T> T retried(Attempt<T> attempt) throws SQLException {
        var retries = new Retries();
        while (true) {
            try {
                return attempt.run();
            } catch (SQLException e) {
                if (!Faults.isLostRace(e) || !retries.again()) {
                    throw e;
                }
            }
        }
    }

    /// A connection that broke while nobody used it is found out by the first who does. Looking
    /// twice does no harm.
    private <T> T reading(Sql.Work<T> work, boolean again) throws SQLException {
        try {
            return withConnection(connection -> work.run(new Sql(connection)));
        } catch (SQLException e) {
            if (again && Faults.isBroken(e)) {
                return reading(work, false);
            }
            throw e;
        }
    }

    private <T> T withConnection(Use<T> use) throws SQLException {
        try (var connection = source.getConnection()) {
            try {
                return use.of(connection);
            } catch (SQLException e) {
                if (Faults.isBroken(e)) {
                    source.evictConnection(connection);
                }
                throw e;
            }
        }
    }

    /// Statements that are transactions by themselves.
    private <T> T alone(Connection connection, Sql.Work<T> work) throws SQLException {
        var sql = new Sql(connection);
        var result = work.run(sql);
        ringIfTold(sql);
        return result;
    }

    private <T> T inTransaction(Connection connection, Sql.Work<T> work) throws SQLException {
        var sql = new Sql(connection);
        connection.setAutoCommit(false);
        try {
            var result = work.run(sql);
            connection.commit();
            ringIfTold(sql);
            return result;
        } catch (Throwable e) {
            rollBack(connection, e);
            throw e;
        }
    }

    private void ringIfTold(Sql sql) {
        if (sql.takeTold()) {
            onTold.run();
        }
    }

    private static void rollBack(Connection connection, Throwable reason) {
        try {
            connection.rollback();
        } catch (SQLException e) {
            reason.addSuppressed(e);
        }
    }
}
