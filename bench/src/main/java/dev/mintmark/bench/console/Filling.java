package dev.mintmark.bench.console;

import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Instant;

/// Puts rows into the database of an authority that does not run: as many as a large one has after
/// some time.
record Filling(int users, int sessions, int records) {
    private static final String NUMBERS =
            "with recursive n(i) as (select 0 union all select i + 1 from n where i < ? - 1) ";

    private static final String USERS =
            NUMBERS
                    + """
                    insert into account (id, name, unique_name, password_hash, roles, created_at)
                    select printf('usr_%032x', i), printf('user-%07d', i), printf('user-%07d', i),
                           'none', '["member"]', ? + i
                      from n
                    """;

    /// Ids begin with the time, as they do in life; one session in five has ended. They stand in a
    /// status list that is of nobody else.
    private static final String SESSIONS =
            NUMBERS
                    + """
                    insert into family (id, user_id, client_id, salt, scope, audience, status_list,
                                        status_place, device, network, auth_time, generation,
                                        rotated_at, absolute_until, ended_at, end_reason)
                    select unhex(printf('%012x%04x%016x', ? + i * 1000, i % 65536, i)),
                           printf('usr_%032x', (i * 7919) % ?), 'first-party', zeroblob(32),
                           'orders:read', '["api"]', 900 + i / 1000000, i % 1000000,
                           'Firefox on Linux', '192.0.2.0/24', ? + i * 1000, 3, ? + i * 1000,
                           ? + i * 1000 + 7776000000,
                           case when i % 5 = 0 then ? + i * 1000 + 60000 end,
                           case when i % 5 = 0 then 'signed_out' end
                      from n
                    """;

    /// Mostly refreshes; one in a thousand is a sign-in, one in a hundred a refusal.
    private static final String RECORDS =
            NUMBERS
                    + """
                    insert into audit_record (at, text)
                    select ? + i * 100,
                           case when i % 1000 = 0
                                then '1signed_in' || char(10) || 'yu'
                                when i % 100 = 1
                                then '1refresh_refused' || char(10) || 'yc' || char(10) || 'rexpired'
                                else '1refreshed' || char(10) || 'yu' || char(10)
                                     || 'ngeneration=4' || char(10) || 'frepeated=false'
                           end || char(10) || 'a192.0.2.7' || char(10)
                           || printf('uusr_%032x', (i * 7919) % ?) || char(10)
                           || 'cfirst-party' || char(10) || printf('s%032x', i)
                      from n
                    """;

    void into(Path database, Instant now) throws SQLException {
        long since = now.toEpochMilli() - 1000L * sessions;
        try (var connection = DriverManager.getConnection("jdbc:sqlite:" + database);
                var fast = connection.createStatement()) {
            fast.execute("pragma synchronous = off");
            connection.setAutoCommit(false);
            try (var add = connection.prepareStatement(USERS)) {
                add.setInt(1, users);
                add.setLong(2, since);
                add.executeUpdate();
            }
            try (var add = connection.prepareStatement(SESSIONS)) {
                add.setInt(1, sessions);
                add.setLong(2, since);
                add.setInt(3, users);
                for (int i = 4; i <= 7; i++) {
                    add.setLong(i, since);
                }
                add.executeUpdate();
            }
            try (var add = connection.prepareStatement(RECORDS)) {
                add.setInt(1, records);
                add.setLong(2, now.toEpochMilli() - 100L * records);
                add.setInt(3, users);
                add.executeUpdate();
            }
            connection.commit();
        }
    }
}
