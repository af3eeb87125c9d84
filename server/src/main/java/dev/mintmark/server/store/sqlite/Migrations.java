package dev.mintmark.server.store.sqlite;

import dev.mintmark.server.fault.CannotStart;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;

/// Brings a database to the schema of this version: numbered scripts, each run once, each in a
/// transaction with the number it leads to (`user_version`).
///
/// Scripts end each statement with a semicolon at the end of a line, and hold no other such line.
final class Migrations {
    private static final List<String> SCRIPTS = List.of("001_first.sql");

    private Migrations() {}

    static void run(Sql sql) throws SQLException {
        int version = version(sql);
        if (version > SCRIPTS.size()) {
            throw new CannotStart(
                    "The database has schema version %d, and this Mintmark knows versions up to %d: start the newer Mintmark that made it."
                            .formatted(version, SCRIPTS.size()));
        }
        if (version < 0 || (version == 0 && hasTables(sql))) {
            throw new CannotStart(
                    "The database belongs to another program: give Mintmark a file of its own.");
        }
        for (int next = version; next < SCRIPTS.size(); next++) {
            apply(SCRIPTS.get(next), next + 1, sql);
        }
    }

    private static int version(Sql sql) throws SQLException {
        return sql.first("pragma user_version", row -> row.getInt(1)).orElse(0);
    }

    private static boolean hasTables(Sql sql) throws SQLException {
        return sql.first("select 1 from sqlite_schema", row -> row.getInt(1)).isPresent();
    }

    private static void apply(String script, int number, Sql sql) throws SQLException {
        sql.run("begin immediate");
        for (String statement : statements(script)) {
            sql.run(statement);
        }
        sql.run("pragma user_version = " + number);
        sql.run("commit");
    }

    private static List<String> statements(String script) {
        try (var in = Migrations.class.getResourceAsStream(script)) {
            if (in == null) {
                throw new IllegalStateException(script + " is missing from the jar");
            }
            var text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
            return Arrays.stream(text.split(";\n", -1)).filter(s -> !s.isBlank()).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
