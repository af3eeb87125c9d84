package dev.mintmark.server.store.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mintmark.server.audit.AuditStore.Entry;
import dev.mintmark.server.audit.AuditStore.Row;
import dev.mintmark.server.fixture.MovableClock;
import dev.mintmark.testing.postgres.PostgresForTests;

import org.junit.jupiter.api.Test;

import java.time.InstantSource;
import java.util.List;

/// A record whose transaction takes long appears behind records with greater numbers. No seal may
/// be put over the place that it will take.
class LateRecordTest {
    private static final String LATE =
            "insert into audit_record (text) select 'late' where pg_current_xact_id() is not null";

    @Test
    void nothing_is_settled_that_a_transaction_under_way_may_still_come_before() throws Exception {
        var database = PostgresForTests.database();
        try (var store = PostgresStore.open(Databases.address(database), InstantSource.system());
                var slow = database.connect();
                var statement = slow.createStatement()) {
            var audit = store.audit();
            audit.append(List.of(entry("first")));
            slow.setAutoCommit(false);
            statement.execute(LATE);
            audit.append(List.of(entry("second")));

            long first = audit.after(0, 1).getFirst().number();
            for (int looks = 0; looks < 5; looks++) {
                assertThat(audit.settled()).isLessThanOrEqualTo(first);
            }
            slow.commit();
            audit.settled();
            audit.settled();

            var rows = audit.after(0, 10);
            assertThat(rows).extracting(Row::text).containsExactly("first", "late", "second");
            assertThat(audit.settled()).isEqualTo(rows.getLast().number());
        }
    }

    @Test
    void what_was_rolled_back_leaves_a_gap_that_nobody_waits_for() throws Exception {
        var database = PostgresForTests.database();
        try (var store = PostgresStore.open(Databases.address(database), InstantSource.system());
                var slow = database.connect();
                var statement = slow.createStatement()) {
            slow.setAutoCommit(false);
            statement.execute(LATE);
            store.audit().append(List.of(entry("second")));
            slow.rollback();

            store.audit().settled();
            store.audit().settled();

            var rows = store.audit().after(0, 10);
            assertThat(rows).hasSize(1);
            assertThat(store.audit().settled()).isEqualTo(rows.getFirst().number());
        }
    }

    private static Entry entry(String text) {
        return new Entry(MovableClock.START, text);
    }
}
