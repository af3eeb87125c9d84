package dev.mintmark.testing.postgres;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;

/// A database of a running cluster, and the one role that owns it, which may do nothing elsewhere.
public record PostgresDatabase(int port, String name, String role, String password) {

    /// As `MINTMARK_DATABASE_URL` takes it, password included.
    public String url() {
        return "postgresql://%s:%s@127.0.0.1:%d/%s".formatted(role, password, port, name);
    }

    public String jdbcUrl() {
        return "jdbc:postgresql://127.0.0.1:%d/%s?user=%s&password=%s"
                .formatted(port, name, role, password);
    }

    /// For looking at it from outside.
    public Connection connect() throws SQLException {
        return DriverManager.getConnection(jdbcUrl());
    }

    public void run(String statement) {
        try (var connection = connect();
                var made = connection.createStatement()) {
            made.execute(statement);
        } catch (SQLException e) {
            throw new IllegalStateException("could not run: " + statement, e);
        }
    }
}
