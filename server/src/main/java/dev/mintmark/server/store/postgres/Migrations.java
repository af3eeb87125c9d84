package dev.mintmark.server.store.postgres;

import dev.mintmark.server.fault.CannotStart;
import dev.mintmark.server.store.sql.Scripts;
import dev.mintmark.server.store.sql.Sql;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

/// Brings a database to the schema of this version: numbered scripts, each run once, all of them in
/// one transaction with the number they lead to.
///
/// Nodes that start at once take turns: the row with the number is locked by whoever comes first,
/// and the next one finds the work done.
final class Migrations {
    private static final Scripts SCRIPTS =
            new Scripts(
                    Migrations.class, List.of("001_first.sql", "002_audit.sql", "003_alerts.sql"));

    /// Of two who make a table at once, one is told that it, or its type, is there already.
    private static final int MOST_TRIES = 5;

    private static final String VERSION_TABLE =
            """
            create table if not exists mintmark_schema (
                single  boolean primary key check (single),
                version integer not null
            )
            """;
    private static final String FIRST_VERSION =
            "insert into mintmark_schema (single, version) values (true, 0) on conflict do nothing";
    private static final String VERSION = "select version from mintmark_schema for update";
    private static final String SET_VERSION = "update mintmark_schema set version = ?";

    private Migrations() {}

    static void run(Connection connection) throws SQLException {
        var sql = new Sql(connection);
        for (int tries = 1; !makeVersionTable(sql, tries); tries++) {}
        connection.setAutoCommit(false);
        try {
            migrate(sql);
            connection.commit();
        } catch (SQLException | RuntimeException e) {
            connection.rollback();
            throw e;
        }
    }

    private static boolean makeVersionTable(Sql sql, int tries) throws SQLException {
        try {
            sql.run(VERSION_TABLE);
            sql.run(FIRST_VERSION);
            return true;
        } catch (SQLException e) {
            if (tries == MOST_TRIES || !Faults.isTaken(e)) {
                throw e;
            }
            return false;
        }
    }

    private static void migrate(Sql sql) throws SQLException {
        int version = sql.first(VERSION, row -> row.getInt(1)).orElseThrow();
        if (version > SCRIPTS.newest()) {
            throw SCRIPTS.isTooNew(version);
        }
        for (int next = version + 1; next <= SCRIPTS.newest(); next++) {
            apply(next, sql);
        }
        if (version < SCRIPTS.newest()) {
            sql.update(SET_VERSION, SCRIPTS.newest());
        }
    }

    private static void apply(int number, Sql sql) throws SQLException {
        try {
            for (var statement : SCRIPTS.leadingTo(number)) {
                sql.run(statement);
            }
        } catch (SQLException e) {
            if (Faults.isTaken(e)) {
                throw new CannotStart(
                        "The database belongs to another program: give Mintmark a database or a"
                                + " schema of its own.",
                        e);
            }
            throw e;
        }
    }
}
