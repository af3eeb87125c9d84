package dev.mintmark.server.store.sqlite;

import dev.mintmark.server.fault.CannotStart;
import dev.mintmark.server.store.sql.Scripts;
import dev.mintmark.server.store.sql.Sql;

import java.sql.SQLException;
import java.util.List;

/// Brings a database to the schema of this version: numbered scripts, each run once, each in a
/// transaction with the number it leads to (`user_version`).
final class Migrations {
    private static final Scripts SCRIPTS =
            new Scripts(
                    Migrations.class, List.of("001_first.sql", "002_audit.sql", "003_alerts.sql"));

    private Migrations() {}

    static void run(Sql sql) throws SQLException {
        int version = version(sql);
        if (version > SCRIPTS.newest()) {
            throw SCRIPTS.isTooNew(version);
        }
        if (version < 0 || (version == 0 && hasTables(sql))) {
            throw new CannotStart(
                    "The database belongs to another program: give Mintmark a file of its own.");
        }
        for (int next = version + 1; next <= SCRIPTS.newest(); next++) {
            apply(next, sql);
        }
    }

    private static int version(Sql sql) throws SQLException {
        return sql.first("pragma user_version", row -> row.getInt(1)).orElse(0);
    }

    private static boolean hasTables(Sql sql) throws SQLException {
        return sql.first("select 1 from sqlite_schema", row -> row.getInt(1)).isPresent();
    }

    private static void apply(int number, Sql sql) throws SQLException {
        sql.run("begin immediate");
        for (String statement : SCRIPTS.leadingTo(number)) {
            sql.run(statement);
        }
        sql.run("pragma user_version = " + number);
        sql.run("commit");
    }
}
