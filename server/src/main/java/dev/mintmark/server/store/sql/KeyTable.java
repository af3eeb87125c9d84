package dev.mintmark.server.store.sql;

import dev.mintmark.server.event.Origin;
import dev.mintmark.server.event.Witness;
import dev.mintmark.server.id.KeyId;
import dev.mintmark.server.key.Custody;
import dev.mintmark.server.key.KeyChange;
import dev.mintmark.server.key.KeyGlance;
import dev.mintmark.server.key.KeyMove;
import dev.mintmark.server.key.KeyPurpose;
import dev.mintmark.server.key.KeyRecord;
import dev.mintmark.server.key.KeyShelf;
import dev.mintmark.server.key.KeySlot;
import dev.mintmark.server.key.KeyState;
import dev.mintmark.server.key.KeyStore;
import dev.mintmark.server.key.Mandate;
import dev.mintmark.verifier.jose.Algorithm;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Optional;

/// Signing keys, and the one row that counts their changes. Every change begins by raising that
/// number from the one it was decided at, which locks the row and shuts out all others.
public final class KeyTable implements KeyStore {
    private static final String VERSION = "select version from key_ring";
    private static final String ALL =
            """
            select kid, purpose, algorithm, state, since, due_at, moved_by, move_reason,
                   moved_from, created_at, custody, public_key, sealed
              from signing_key order by created_at, kid
            """;
    static final String RAISE = "update key_ring set version = version + 1 where version = ?";
    private static final String RAISE_IN_TURN =
            """
            update key_ring set version = version + 1, fence = ?
             where version = ? and fence <= ?
            """;
    private static final String ADD =
            """
            insert into signing_key (kid, purpose, algorithm, state, since, due_at, moved_by,
                                     move_reason, moved_from, created_at, custody, public_key,
                                     sealed)
            values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            """;
    private static final String MOVE =
            """
            update signing_key
               set state = ?, since = ?, due_at = ?, moved_by = ?, move_reason = ?,
                   moved_from = ?, sealed = ?
             where kid = ? and state = ?
            """;

    private final Database database;

    public KeyTable(Database database) {
        this.database = database;
    }

    @Override
    public KeyGlance glance() {
        return database.read(sql -> {
            var now = database.time(sql);
            return new KeyGlance(version(sql), now);
        });
    }

    /// The number is read before and after the keys, as engines differ in what they show to two
    /// statements in a row.
    @Override
    public KeyShelf read() {
        return database.read(sql -> {
            while (true) {
                var now = database.time(sql);
                long version = version(sql);
                var keys = sql.all(ALL, KeyTable::read);
                if (version(sql) == version) {
                    return new KeyShelf(version, now, keys);
                }
            }
        });
    }

    @Override
    public boolean apply(KeyChange change, Witness<Boolean> witness) {
        return database.write(
                sql -> {
                    if (!raised(sql, change)) {
                        return false;
                    }
                    for (var move : change.moves()) {
                        carryOut(sql, move);
                        if (move.key().state() == KeyState.REVOKED) {
                            NoticeRows.key(sql, move.key().kid(), move.key().since());
                        }
                    }
                    return true;
                },
                witness);
    }

    private boolean raised(Sql sql, KeyChange change) throws SQLException {
        if (change.isTooLate(database.time(sql))) {
            return false;
        }
        int rows =
                change.fence().isEmpty()
                        ? sql.update(RAISE, change.seen())
                        : sql.update(
                                RAISE_IN_TURN,
                                change.fence().getAsLong(),
                                change.seen(),
                                change.fence().getAsLong());
        return rows == 1;
    }

    private static void carryOut(Sql sql, KeyMove move) throws SQLException {
        var key = move.key();
        int rows =
                move.from().isEmpty()
                        ? sql.update(
                                ADD,
                                key.kid().value(),
                                key.slot().purpose().word(),
                                key.slot().algorithm().name(),
                                key.state().word(),
                                key.since(),
                                key.due().orElse(null),
                                key.mandate().actor().word(),
                                key.mandate().reason(),
                                key.mandate().origin().address(),
                                key.createdAt(),
                                key.custody().word(),
                                key.publicKey(),
                                key.sealed().orElse(null))
                        : sql.update(
                                MOVE,
                                key.state().word(),
                                key.since(),
                                key.due().orElse(null),
                                key.mandate().actor().word(),
                                key.mandate().reason(),
                                key.mandate().origin().address(),
                                key.sealed().orElse(null),
                                key.kid().value(),
                                move.from().get().word());
        if (rows != 1) {
            throw new SQLException("the signing key " + key.kid() + " is not where it was");
        }
    }

    static long version(Sql sql) throws SQLException {
        return sql.first(VERSION, row -> row.getLong(1)).orElseThrow();
    }

    private static KeyRecord read(ResultSet row) throws SQLException {
        long due = row.getLong(6);
        var dueAt = row.wasNull() ? Optional.<Instant>empty() : Optional.of(time(due));
        return new KeyRecord(
                new KeyId(row.getString(1)),
                new KeySlot(KeyPurpose.of(row.getString(2)), Algorithm.valueOf(row.getString(3))),
                KeyState.of(row.getString(4)),
                time(row.getLong(5)),
                dueAt,
                new Mandate(
                        Mandate.Actor.of(row.getString(7)),
                        row.getString(8),
                        new Origin(row.getString(9))),
                time(row.getLong(10)),
                Custody.of(row.getString(11)),
                row.getBytes(12),
                Optional.ofNullable(row.getBytes(13)));
    }

    private static Instant time(long millis) {
        return Instant.ofEpochMilli(millis);
    }
}
