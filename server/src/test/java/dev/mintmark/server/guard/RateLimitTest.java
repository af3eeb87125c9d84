package dev.mintmark.server.guard;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mintmark.server.fixture.MovableClock;
import dev.mintmark.server.fixture.Some;
import dev.mintmark.server.id.ClientId;

import org.junit.jupiter.api.Test;

import java.net.InetAddress;
import java.time.Duration;
import java.util.stream.IntStream;

class RateLimitTest {
    private static final Quota SIXTY_AN_HOUR = new Quota(60, Duration.ofHours(1));

    private final MovableClock clock = new MovableClock();
    private final RateLimit limit = new RateLimit("test", SIXTY_AN_HOUR, Some.RANDOM, clock);

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
    void r_201_whoever_is_held_learns_for_how_long_and_by_what() {
        takings("192.0.2.1", 60);
        clock.advance(Duration.ofMillis(500));

        var held = limit.take(InetAddress.ofLiteral("192.0.2.1")).orElseThrow();

        assertThat(held)
                .isEqualTo(new Held("test", 60, Duration.ofHours(1), Duration.ofSeconds(60), true));
        clock.advance(held.retryAfter());
        assertThat(takings("192.0.2.1", 1)).isEqualTo(1);
    }

    @Test
    void that_it_begins_is_said_once() {
        takings("192.0.2.1", 60);

        assertThat(limit.take(InetAddress.ofLiteral("192.0.2.1")).orElseThrow().begins()).isTrue();
        assertThat(limit.take(InetAddress.ofLiteral("192.0.2.1")).orElseThrow().begins()).isFalse();
    }

    @Test
    void whoever_has_an_ipv6_network_has_one_allowance() {
        assertThat(takings("2001:db8:1:2::1", 60)).isEqualTo(60);

        assertThat(takings("2001:db8:1:2:ffff::2", 1)).isZero();
        assertThat(takings("2001:db8:1:3::1", 1)).isEqualTo(1);
    }

    @Test
    void nobody_pays_for_what_others_took_however_many_they_are() {
        for (int i = 0; i < 100_000; i++) {
            limit.take(new byte[] {1, (byte) (i >> 16), (byte) (i >> 8), (byte) i});
        }

        assertThat(takings("192.0.2.1", 70)).isEqualTo(60);
    }

    @Test
    void whoever_took_most_is_remembered_longest() {
        takings("192.0.2.1", 60);

        for (int i = 0; i < 100_000; i++) {
            limit.take(new byte[] {1, (byte) (i >> 16), (byte) (i >> 8), (byte) i});
        }

        assertThat(takings("192.0.2.1", 1)).isZero();
    }

    @Test
    void a_clock_that_was_set_back_locks_nobody_out_for_longer() {
        takings("192.0.2.1", 60);

        clock.advance(Duration.ofDays(-1));
        assertThat(takings("192.0.2.1", 1)).isZero();
        clock.advance(Duration.ofHours(1));
        assertThat(takings("192.0.2.1", 61)).isEqualTo(60);
    }

    @Test
    void a_client_has_its_own() {
        var clients = new ClientLimit(SIXTY_AN_HOUR, clock);
        var one = new ClientId("one");

        assertThat(IntStream.range(0, 70).filter(_ -> clients.take(one).isEmpty()).count())
                .isEqualTo(60);
        assertThat(clients.take(one).orElseThrow().retryAfter()).isEqualTo(Duration.ofMinutes(1));
        assertThat(clients.take(new ClientId("another"))).isEmpty();
        clock.advance(Duration.ofMinutes(1));
        assertThat(clients.take(one)).isEmpty();
    }

    private int takings(String address, int tries) {
        var from = InetAddress.ofLiteral(address);
        return (int) IntStream.range(0, tries).filter(_ -> limit.take(from).isEmpty()).count();
    }
}
