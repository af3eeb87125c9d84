package dev.mintmark.server.revocation.status;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mintmark.server.fixture.MovableClock;
import dev.mintmark.server.id.StatusIndex;
import dev.mintmark.server.store.memory.MemoryStore;

import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.time.Instant;
import java.util.BitSet;
import java.util.List;

class ListCalendarTest {
    private static final Duration NINETY_DAYS = Duration.ofDays(90);

    private final MovableClock clock = new MovableClock();
    private final StatusListStore store = new MemoryStore(clock).statusLists();
    private final ListCalendar calendar = new ListCalendar(store, NINETY_DAYS, clock);

    @Test
    void the_first_list_is_there_once_prepared_and_stays_the_one() {
        calendar.prepare();
        calendar.prepare();

        assertThat(store.all())
                .containsExactly(
                        new ListTerm(
                                1,
                                MovableClock.START,
                                MovableClock.START.plus(Duration.ofDays(30))));
        assertThat(calendar.current()).isEqualTo(1);
    }

    @Test
    void r_267_a_list_is_published_a_minute_before_its_first_place_is_given_away() {
        calendar.prepare();
        clock.moveTo(closing(1).minus(Duration.ofMinutes(1)));

        calendar.prepare();

        assertThat(calendar.terms()).hasSize(2);
        assertThat(calendar.current()).isEqualTo(1);
        clock.moveTo(closing(1));
        assertThat(calendar.current()).isEqualTo(2);
    }

    @Test
    void r_267_a_list_that_is_half_full_makes_room_for_the_next() {
        var halfFull = new Crowded(store, StatusIndex.PLACES / 2);
        var crowded = new ListCalendar(halfFull, NINETY_DAYS, clock);
        crowded.prepare();
        clock.advance(Duration.ofDays(1));

        crowded.prepare();
        crowded.prepare();

        var begins = clock.instant().plus(Duration.ofMinutes(1));
        assertThat(closing(1)).isEqualTo(begins);
        assertThat(crowded.terms()).extracting(ListTerm::id).containsExactly(1, 2);
        assertThat(crowded.current()).isEqualTo(1);
        clock.moveTo(begins);
        assertThat(crowded.current()).isEqualTo(2);
    }

    @Test
    void r_270_a_list_is_open_no_longer_than_its_sessions_live_but_never_for_a_moment_only() {
        new ListCalendar(store, Duration.ofDays(7), clock).prepare();
        assertThat(closing(1)).isEqualTo(MovableClock.START.plus(Duration.ofDays(7)));

        clock.moveTo(closing(1));
        new ListCalendar(store, Duration.ofSeconds(1), clock).prepare();
        assertThat(closing(2)).isEqualTo(clock.instant().plus(Duration.ofHours(1)));
    }

    @Test
    void after_a_long_sleep_there_is_a_list_at_once() {
        calendar.prepare();
        clock.advance(Duration.ofDays(400));

        assertThat(calendar.current()).isEqualTo(2);
    }

    @Test
    void a_list_without_room_is_replaced_at_once_and_only_once() {
        calendar.prepare();
        var other = new ListCalendar(store, NINETY_DAYS, clock);
        other.prepare();

        assertThat(calendar.insteadOf(1)).isEqualTo(2);
        assertThat(other.insteadOf(1)).isEqualTo(2);
        assertThat(calendar.current()).isEqualTo(2);
    }

    @Test
    void two_nodes_that_start_at_once_share_one_list() {
        var other = new ListCalendar(new Outrun(store), NINETY_DAYS, clock);

        other.prepare();

        assertThat(other.current()).isEqualTo(1);
        assertThat(store.all()).hasSize(1);
    }

    private Instant closing(int id) {
        return store.all().get(id - 1).closesAt();
    }

    /// Says of every list that so many places are taken.
    private record Crowded(StatusListStore store, int count) implements StatusListStore {
        @Override
        public List<ListTerm> all() {
            return store.all();
        }

        @Override
        public boolean add(ListTerm term) {
            return store.add(term);
        }

        @Override
        public BitSet revoked(int list) {
            return store.revoked(list);
        }

        @Override
        public int taken(int list) {
            return count;
        }

        @Override
        public int forget(Instant closedBefore) {
            return store.forget(closedBefore);
        }
    }

    /// Another node is always a moment faster.
    private record Outrun(StatusListStore store) implements StatusListStore {
        @Override
        public List<ListTerm> all() {
            return store.all();
        }

        @Override
        public boolean add(ListTerm term) {
            store.add(term);
            return false;
        }

        @Override
        public BitSet revoked(int list) {
            return store.revoked(list);
        }

        @Override
        public int taken(int list) {
            return 0;
        }

        @Override
        public int forget(Instant closedBefore) {
            return store.forget(closedBefore);
        }
    }
}
