package dev.mintmark.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mintmark.server.fixture.MovableClock;
import dev.mintmark.server.fixture.Some;
import dev.mintmark.server.lease.Leases;
import dev.mintmark.server.revocation.Outbox;
import dev.mintmark.server.revocation.status.ListCalendar;
import dev.mintmark.server.session.EndReason;
import dev.mintmark.server.store.Store;
import dev.mintmark.server.store.memory.MemoryStore;

import org.junit.jupiter.api.Test;

import java.time.Duration;

class HousekeepingTest {
    private final MovableClock clock = new MovableClock();
    private final Store store = new MemoryStore(clock);
    private final Leases leases = new Leases(store.leases(), Some.RANDOM);
    private final Housekeeping one = housekeeping(leases);
    private final Housekeeping other = housekeeping(new Leases(store.leases(), Some.RANDOM));

    @Test
    void it_forgets_step_by_step_until_nothing_is_left() {
        for (int i = 0; i < 1_200; i++) {
            deny("t" + i);
        }
        clock.advance(Outbox.KEPT.plusMinutes(1));

        one.tidy();

        assertThat(store.deniedTokens().isDenied("t0", clock.instant())).isFalse();
        assertThat(store.deniedTokens().isDenied("t1199", clock.instant())).isFalse();
        assertThat(store.outbox().after(0, 2_000)).as("the newest always stays").hasSize(1);
    }

    @Test
    void one_node_does_it_and_when_that_is_gone_another() {
        one.tidy();
        deny("t");
        clock.advance(Duration.ofMinutes(1));

        other.tidy();
        assertThat(store.deniedTokens().isDenied("t", clock.instant())).isTrue();

        leases.close();
        other.tidy();
        assertThat(store.deniedTokens().isDenied("t", clock.instant())).isFalse();
    }

    @Test
    void a_node_that_died_is_replaced_when_its_lease_is_over() {
        one.tidy();
        deny("t");
        clock.advance(Duration.ofMinutes(4));

        other.tidy();

        assertThat(store.deniedTokens().isDenied("t", clock.instant())).isFalse();
    }

    private void deny(String token) {
        var now = clock.instant();
        store.deniedTokens().deny(token, now.plusSeconds(10), EndReason.REVOKED, now);
    }

    private Housekeeping housekeeping(Leases of) {
        var calendar = new ListCalendar(store.statusLists(), Duration.ofDays(90), clock);
        return new Housekeeping(store, calendar, clock, of);
    }
}
