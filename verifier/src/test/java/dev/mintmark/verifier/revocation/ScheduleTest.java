package dev.mintmark.verifier.revocation;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.time.Duration;

class ScheduleTest {

    @ParameterizedTest
    @DisplayName("R-261, R-273: before the ttl, and twice within what may pass without news")
    @CsvSource({
        "30, 60, 1, 30000",
        "30, 60, 0, 24000",
        "43200, 60, 1, 30000",
        "10, 60, 1, 10000",
        "0, 60, 1, 30000",
        "1, 60, 0, 800",
        "43200, 86400, 1, 3600000"
    })
    void a_list_is_fetched_again_in_time(long ttl, long maxStaleness, double luck, long millis) {
        var schedule = new ListSchedule(Duration.ofSeconds(maxStaleness));
        assertThat(schedule.afterSuccess(ttl, luck)).isEqualTo(millis);
    }

    @ParameterizedTest
    @CsvSource({"1, 1, 1000", "1, 0, 500", "3, 1, 4000", "6, 1, 30000", "1000, 1, 30000"})
    void after_failures_it_waits_longer_up_to_half_a_minute(
            int failures, double luck, long millis) {
        assertThat(ListSchedule.afterFailure(failures, luck)).isEqualTo(millis);
    }

    @Test
    @DisplayName("R-277: jittered backoff")
    void the_stream_waits_longer_with_every_failure_up_to_a_minute() {
        var backoff = new Backoff();
        assertThat(backoff.next(1)).isEqualTo(2_000);
        assertThat(backoff.next(0)).isEqualTo(2_000);
        assertThat(backoff.next(1)).isEqualTo(8_000);
        for (int i = 0; i < 100; i++) {
            backoff.next(0.5);
        }
        assertThat(backoff.next(1)).isEqualTo(60_000);
        assertThat(backoff.next(0)).isEqualTo(30_000);
        backoff.succeeded();
        assertThat(backoff.next(1)).isEqualTo(2_000);
    }

    @ParameterizedTest
    @DisplayName("R-275: what the server asks for, within bounds")
    @CsvSource({"5000, 5000", "0, 500", "999999999, 60000"})
    void the_server_says_how_long_to_wait_at_first(long asked, long millis) {
        var backoff = new Backoff();
        backoff.ask(asked);
        assertThat(backoff.next(1)).isEqualTo(millis);
    }

    @ParameterizedTest
    @CsvSource({
        "100, 99, false",
        "100, 100, true",
        "100, 50, false",
        "100, 49, true",
        "-9223372036854775808, 0, true"
    })
    void what_is_due_does_not_wait_for_a_clock_that_was_set_back(long time, long now, boolean due) {
        assertThat(Due.is(time, now, 50)).isEqualTo(due);
    }
}
