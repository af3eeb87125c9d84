package dev.mintmark.bench.storage;

import dev.mintmark.server.id.FamilyId;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.Connection;
import java.sql.SQLException;

/// Sessions numbered from 1, two for each account. Their ids are a hash of their number, so that
/// SQL and Java find the same ones, all over the index.
record Sessions(int count) {
    /// A day in 2026, in milliseconds; and a hundred days later.
    private static final long OPENED = 1_795_000_000_000L;

    private static final long UNTIL = OPENED + 100L * 24 * 3600 * 1000;

    static FamilyId id(int number) {
        return FamilyId.of(md5(number));
    }

    /// As an authority would have left them, made by the server itself.
    void fillPostgres(Connection connection) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute(
                    """
                    insert into account (id, name, unique_name, password_hash, roles, disabled,
                                         created_at)
                    select 'usr_' || n, 'user' || n, 'user' || n, repeat('x', 97), '["user"]',
                           false, %d
                      from generate_series(0, %d) as n
                    """
                            .formatted(OPENED, count / 2));
            statement.execute(
                    """
                    insert into family (id, user_id, client_id, salt, scope, audience, status_list,
                                        status_place, device, network, auth_time, generation,
                                        rotated_at, absolute_until)
                    select md5(n::text)::uuid, 'usr_' || n / 2, 'web', sha256(n::text::bytea),
                           'orders:read orders:write', '["https://orders.example.com"]', 1, n,
                           'Firefox on Linux', '192.0.2.0/24', %d, 0, %d, %d
                      from generate_series(1, %d) as n
                    """
                            .formatted(OPENED, OPENED, UNTIL, count));
            statement.execute("vacuum analyze");
        }
    }

    /// The same, row by row: SQLite has no series.
    void fillSqlite(Connection connection) throws SQLException {
        connection.setAutoCommit(false);
        try (var account =
                        connection.prepareStatement(
                                """
                                insert into account (id, name, unique_name, password_hash, roles,
                                                     disabled, created_at)
                                values (?, ?, ?, ?, '["user"]', 0, ?)
                                """);
                var family =
                        connection.prepareStatement(
                                """
                                insert into family (id, user_id, client_id, salt, scope, audience,
                                                    status_list, status_place, device, network,
                                                    auth_time, generation, rotated_at,
                                                    absolute_until)
                                values (?, ?, 'web', ?, 'orders:read orders:write',
                                        '["https://orders.example.com"]', 1, ?,
                                        'Firefox on Linux', '192.0.2.0/24', ?, 0, ?, ?)
                                """)) {
            for (int n = 0; n <= count / 2; n++) {
                account.setString(1, "usr_" + n);
                account.setString(2, "user" + n);
                account.setString(3, "user" + n);
                account.setString(4, "x".repeat(97));
                account.setLong(5, OPENED);
                account.executeUpdate();
            }
            for (int n = 1; n <= count; n++) {
                family.setBytes(1, id(n).bytes());
                family.setString(2, "usr_" + n / 2);
                family.setBytes(3, digest("SHA-256", n));
                family.setInt(4, n);
                family.setLong(5, OPENED);
                family.setLong(6, OPENED);
                family.setLong(7, UNTIL);
                family.executeUpdate();
            }
        }
        connection.commit();
    }

    private static byte[] md5(int number) {
        return digest("MD5", number);
    }

    private static byte[] digest(String algorithm, int number) {
        try {
            return MessageDigest.getInstance(algorithm)
                    .digest(Integer.toString(number).getBytes(StandardCharsets.US_ASCII));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has " + algorithm, e);
        }
    }
}
