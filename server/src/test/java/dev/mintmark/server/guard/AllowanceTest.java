package dev.mintmark.server.guard;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mintmark.server.fixture.MovableClock;
import dev.mintmark.server.fixture.Some;

import org.junit.jupiter.api.Test;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.stream.IntStream;

class AllowanceTest {
    private final MovableClock clock = new MovableClock();
    private final Allowance allowance = new Allowance(60, Duration.ofHours(1), Some.RANDOM, clock);

    @Test
    void so_many_may_be_taken_at_once_and_then_one_after_the_other() {
        assertThat(takings("192.0.2.1", 70)).isEqualTo(60);

        clock.advance(Duration.ofSeconds(59));
        assertThat(takings("192.0.2.1", 2)).isZero();
        clock.advance(Duration.ofSeconds(1));
        assertThat(takings("192.0.2.1", 2)).isEqualTo(1);
        clock.advance(Duration.ofHours(2));
        assertThat(takings("192.0.2.1", 70)).isEqualTo(60);
    }

    @Test
    void whoever_has_an_ipv6_network_has_one_allowance() {
        assertThat(takings("2001:db8:1:2::1", 60)).isEqualTo(60);

        assertThat(takings("2001:db8:1:2:ffff::2", 1)).isZero();
    }

    @Test
    void one_neighbour_does_not_spend_what_is_for_all() {
        takings("192.0.2.1", 70);

        // A few share a place with the one who took everything; most do not.
        long served =
                IntStream.range(0, 200).filter(i -> takings("198.51.100." + i, 1) == 1).count();
        assertThat(served).isGreaterThan(190);
    }

    @Test
    void a_clock_that_was_set_back_locks_nobody_out_for_longer() {
        takings("192.0.2.1", 60);

        clock.advance(Duration.ofDays(-1));
        assertThat(takings("192.0.2.1", 1)).isZero();
        clock.advance(Duration.ofHours(1));
        assertThat(takings("192.0.2.1", 61)).isEqualTo(60);
    }

    private int takings(String address, int tries) {
        try {
            var from = InetAddress.getByName(address);
            return (int) IntStream.range(0, tries).filter(_ -> allowance.take(from)).count();
        } catch (UnknownHostException e) {
            throw new AssertionError(e);
        }
    }
}
