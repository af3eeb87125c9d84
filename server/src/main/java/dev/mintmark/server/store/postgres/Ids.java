package dev.mintmark.server.store.postgres;

import dev.mintmark.server.id.FamilyId;
import dev.mintmark.server.session.FamilyStore.Snapshot;
import dev.mintmark.server.store.sql.FamilyRows;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Comparator;
import java.util.UUID;

/// Family ids as the database keeps them: its type for 128 bits, which it compares byte by byte.
final class Ids {
    static final Comparator<FamilyId> ORDER =
            (a, b) -> {
                int high = Long.compareUnsigned(a.high(), b.high());
                return high == 0 ? Long.compareUnsigned(a.low(), b.low()) : high;
            };

    private Ids() {}

    static UUID uuid(FamilyId id) {
        return new UUID(id.high(), id.low());
    }

    static FamilyId of(UUID id) {
        return new FamilyId(id.getMostSignificantBits(), id.getLeastSignificantBits());
    }

    static FamilyId readId(ResultSet row) throws SQLException {
        return of(row.getObject(1, UUID.class));
    }

    static Snapshot read(ResultSet row) throws SQLException {
        return FamilyRows.read(readId(row), row);
    }
}
