package dev.mintmark.server.store.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mintmark.server.fixture.MovableClock;
import dev.mintmark.server.revocation.Notice;
import dev.mintmark.server.session.EndReason;
import dev.mintmark.testing.postgres.PostgresForTests;

import org.junit.jupiter.api.Test;

import java.time.InstantSource;

/// Two transactions that commit in the other order than they took their numbers.
class LateCommitTest {
    @Test
    void a_notice_whose_transaction_commits_late_is_not_missed() throws Exception {
        var database = PostgresForTests.database();
        try (var store = PostgresStore.open(Databases.address(database), InstantSource.system());
                var slow = database.connect();
                var statement = slow.createStatement()) {
            long begin = store.outbox().head();
            slow.setAutoCommit(false);
            statement.execute("insert into notice (at, cause, kid) values (0, 'late', 'k1')");

            store.deniedTokens()
                    .deny("t1", MovableClock.START, EndReason.REVOKED, MovableClock.START);
            var tooEarly = store.outbox().after(begin, 10);
            slow.commit();
            var all = store.outbox().after(begin, 10);

            assertThat(tooEarly).isEmpty();
            assertThat(all).map(Notice::cause).containsExactly("late", "revoked");
            assertThat(all).map(Notice::position).isSorted().doesNotHaveDuplicates();
        }
    }

    @Test
    void notices_of_one_transaction_are_never_torn_apart() throws Exception {
        var database = PostgresForTests.database();
        try (var store = PostgresStore.open(Databases.address(database), InstantSource.system())) {
            long begin = store.outbox().head();
            database.run("insert into notice (at, cause, kid) values (0, 'one', 'k0')");
            database.run(
                    """
                    insert into notice (at, cause, kid)
                    select 0, 'many', 'k' || n from generate_series(1, 5) as n
                    """);

            var first = store.outbox().after(begin, 3);
            var second = store.outbox().after(first.getLast().position(), 3);

            assertThat(first).map(Notice::cause).containsExactly("one");
            assertThat(second).hasSize(5).map(Notice::cause).containsOnly("many");
        }
    }
}
