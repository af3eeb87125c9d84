package dev.mintmark.server.store.sql;

import org.jspecify.annotations.Nullable;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/// One connection and the statements prepared on it, each once. Belongs to one thread.
public final class Sql implements AutoCloseable {
    private final Connection connection;
    private final Map<String, PreparedStatement> prepared = new HashMap<>();
    private boolean told;

    public Sql(Connection connection) {
        this.connection = connection;
    }

    /// Something to do with a connection.
    @FunctionalInterface
    public interface Work<T> {
        T run(Sql sql) throws SQLException;
    }

    /// Reads one row.
    @FunctionalInterface
    public interface RowReader<T> {
        T read(ResultSet row) throws SQLException;
    }

    /// Does something with one row.
    @FunctionalInterface
    public interface RowUse {
        void take(ResultSet row) throws SQLException;
    }

    /// @return how many rows changed
    public int update(String sql, @Nullable Object... values) throws SQLException {
        return bound(sql, values).executeUpdate();
    }

    public <T> Optional<T> first(String sql, RowReader<T> reader, @Nullable Object... values)
            throws SQLException {
        try (var rows = bound(sql, values).executeQuery()) {
            return rows.next() ? Optional.of(reader.read(rows)) : Optional.empty();
        }
    }

    public <T> List<T> all(String sql, RowReader<T> reader, @Nullable Object... values)
            throws SQLException {
        try (var rows = bound(sql, values).executeQuery()) {
            var found = new ArrayList<T>();
            while (rows.next()) {
                found.add(reader.read(rows));
            }
            return found;
        }
    }

    /// Hands on each row as it comes, for results too large to hold.
    public void each(String sql, RowUse use, @Nullable Object... values) throws SQLException {
        try (var rows = bound(sql, values).executeQuery()) {
            while (rows.next()) {
                use.take(rows);
            }
        }
    }

    /// Notes that this transaction adds to the outbox.
    public void toldOf() {
        told = true;
    }

    /// Whether something was added to the outbox since this was last asked. Whoever ends a
    /// transaction asks, and rings the bell if it was committed.
    public boolean takeTold() {
        boolean was = told;
        told = false;
        return was;
    }

    /// Runs text that takes no values and gives no rows, or whose rows do not matter.
    public void run(String sql) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }

    private PreparedStatement bound(String sql, @Nullable Object... values) throws SQLException {
        var statement = prepared.get(sql);
        if (statement == null) {
            statement = connection.prepareStatement(sql);
            prepared.put(sql, statement);
        }
        for (int i = 0; i < values.length; i++) {
            bind(statement, i + 1, values[i]);
        }
        return statement;
    }

    private static void bind(PreparedStatement statement, int at, @Nullable Object value)
            throws SQLException {
        switch (value) {
            case null -> statement.setObject(at, null);
            case String text -> statement.setString(at, text);
            case Long number -> statement.setLong(at, number);
            case Integer number -> statement.setInt(at, number);
            case Boolean flag -> statement.setBoolean(at, flag);
            case Instant time -> statement.setLong(at, time.toEpochMilli());
            case byte[] bytes -> statement.setBytes(at, bytes);
            // PostgreSQL only, which also takes many values at once.
            case UUID id -> statement.setObject(at, id);
            case UUID[] ids ->
                    statement.setArray(at, statement.getConnection().createArrayOf("uuid", ids));
            case String[] texts ->
                    statement.setArray(at, statement.getConnection().createArrayOf("text", texts));
            case int[] numbers -> statement.setObject(at, numbers);
            case long[] numbers -> statement.setObject(at, numbers);
            default -> throw new IllegalArgumentException("no column for a " + value.getClass());
        }
    }
}
