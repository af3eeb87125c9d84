package dev.mintmark.server.meter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.mintmark.server.fixture.MovableClock;
import dev.mintmark.server.meter.History.Step;

import org.junit.jupiter.api.Test;

import java.time.Duration;

class HistoryTest {
    private final MovableClock clock = new MovableClock();
    private final Meters meters = new Meters();
    private final History history = new History(meters);

    @Test
    void rates_are_per_second_whatever_the_step() {
        history.tick(clock.instant());
        for (int i = 0; i < 120; i++) {
            for (int k = 0; k < 10; k++) {
                meters.answered("GET", "/session", 200, 1_000_000);
            }
            second();
        }

        var seconds = history.last(Step.SECOND, 5);
        var minutes = history.last(Step.MINUTE, 5);
        assertThat(seconds.end()).isEqualTo(clock.instant());
        assertThat(seconds.step()).isEqualTo(Duration.ofSeconds(1));
        assertThat(seconds.series().get("requests")).containsExactly(10, 10, 10, 10, 10);
        assertThat(minutes.series().get("requests")).containsExactly(10, 10);
    }

    @Test
    void a_series_that_begins_later_was_zero_before_and_one_without_numbers_is_left_out() {
        history.tick(clock.instant());
        second();
        meters.refusals().count("sign_in", "wrong_password");
        second();

        assertThat(history.last(Step.SECOND, 10).series())
                .containsOnlyKeys("refused.sign_in.wrong_password")
                .satisfies(series ->
                        assertThat(series.get("refused.sign_in.wrong_password"))
                                .containsExactly(0, 1));
    }

    @Test
    void percentiles_are_within_a_fifth() {
        history.tick(clock.instant());
        for (int i = 1; i <= 100; i++) {
            meters.answered("GET", "/session", 200, i * 1_000_000L);
        }
        second();

        var series = history.last(Step.SECOND, 1).series();
        assertThat(series.get("latency_p50")[0]).isCloseTo(50, within(10.0));
        assertThat(series.get("latency_p99")[0]).isCloseTo(99, within(20.0));
    }

    @Test
    void faults_are_those_that_are_ours() {
        history.tick(clock.instant());
        meters.answered("GET", "/session", 404, 1_000);
        meters.answered("GET", "/session", 503, 1_000);
        second();

        assertThat(history.last(Step.SECOND, 1).series().get("faults")).containsExactly(1);
    }

    @Test
    void it_does_not_grow() {
        for (int i = 0; i < 2_000; i++) {
            meters.refusals().count("area", "reason" + i);
            second();
        }

        var window = history.last(Step.SECOND, 100_000);
        assertThat(window.series().size()).isLessThanOrEqualTo(256);
        assertThat(window.series().values()).allMatch(values -> values.length == 600);
    }

    private void second() {
        clock.advance(Duration.ofSeconds(1));
        history.tick(clock.instant());
    }
}
