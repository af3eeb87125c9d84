package dev.mintmark.server.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mintmark.server.fixture.Together;
import dev.mintmark.server.lease.Job;

import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.ArrayList;
import java.util.OptionalLong;
import java.util.concurrent.Callable;

/// of all who want to do what only one does, one does.
public abstract class LeaseConformance extends StoreConformance {
    private static final Duration LONG = Duration.ofHours(1);

    @Test
    void a_lease_that_nobody_has_is_had_for_the_asking_and_kept_by_asking_again() {
        assertThat(take("a", LONG)).hasValue(1);
        assertThat(take("a", LONG)).hasValue(1);
    }

    @Test
    void while_one_has_it_no_other_gets_it() {
        take("a", LONG);

        assertThat(take("b", LONG)).isEmpty();
        assertThat(take("a", LONG)).hasValue(1);
    }

    @Test
    void one_that_is_over_goes_to_the_next_who_asks_and_its_number_goes_up() {
        take("a", Duration.ZERO);

        assertThat(take("b", LONG)).hasValue(2);
        assertThat(take("a", LONG)).isEmpty();
    }

    @Test
    void who_comes_back_before_anybody_else_asked_has_the_same_turn_still() {
        take("a", Duration.ZERO);

        assertThat(take("a", LONG)).hasValue(1);
    }

    @Test
    void one_that_is_given_back_is_free_at_once() {
        take("a", LONG);

        store.leases().giveBack(Job.KEYS, "a");

        assertThat(take("b", LONG)).hasValue(2);
    }

    @Test
    void nobody_gives_back_what_another_has() {
        take("a", LONG);

        store.leases().giveBack(Job.KEYS, "b");

        assertThat(take("b", LONG)).isEmpty();
    }

    @Test
    void jobs_have_nothing_to_do_with_each_other() {
        take("a", LONG);

        assertThat(store.leases().take(Job.HOUSEKEEPING, "b", LONG)).hasValue(1);
    }

    @Test
    void of_many_who_ask_at_once_one_gets_it() throws Exception {
        for (int round = 1; round <= 20; round++) {
            var works = new ArrayList<Callable<OptionalLong>>();
            for (int i = 0; i < 8; i++) {
                var holder = "holder %d of round %d".formatted(i, round);
                works.add(() -> take(holder, LONG));
            }

            var turns = Together.run(works);

            assertThat(turns).filteredOn(OptionalLong::isPresent).hasSize(1);
            assertThat(turns).contains(OptionalLong.of(round));
            int winner = turns.indexOf(OptionalLong.of(round));
            store.leases().giveBack(Job.KEYS, "holder %d of round %d".formatted(winner, round));
        }
    }

    private OptionalLong take(String holder, Duration life) {
        return store.leases().take(Job.KEYS, holder, life);
    }
}
