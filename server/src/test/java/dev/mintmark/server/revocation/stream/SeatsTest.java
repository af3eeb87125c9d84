package dev.mintmark.server.revocation.stream;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.List;

class SeatsTest {
    private final Seats<Integer> seats = new Seats<>(6);
    private final List<Integer> sentAway = new ArrayList<>();
    private int last;

    @Test
    void one_alone_may_have_all_places_and_no_more() {
        for (int i = 0; i < 6; i++) {
            assertThat(sits("one")).isTrue();
        }

        assertThat(sits("one")).isFalse();
        assertThat(sentAway).isEmpty();
    }

    @Test
    void who_has_most_gives_up_the_oldest_to_somebody_with_fewer() {
        for (int i = 0; i < 6; i++) {
            sits("greedy");
        }

        assertThat(sits("other")).isTrue();
        assertThat(sits("third")).isTrue();

        assertThat(sentAway).containsExactly(1, 2);
        assertThat(seats.taken()).containsExactly(3, 4, 5, 6, 7, 8);
    }

    @Test
    void nobody_is_sent_away_once_all_have_alike() {
        for (int i = 0; i < 3; i++) {
            sits("one");
            sits("other");
        }

        assertThat(sits("one")).isFalse();
        assertThat(sits("other")).isFalse();
        assertThat(seats.size()).isEqualTo(6);
    }

    @Test
    void a_place_that_was_left_is_free() {
        for (int i = 0; i < 6; i++) {
            sits("one");
        }
        seats.leave(4);

        assertThat(sits("one")).isTrue();
    }

    private boolean sits(String who) {
        if (!seats.makeRoomFor(who, sentAway::add)) {
            return false;
        }
        seats.take(who, ++last);
        return true;
    }
}
