package dev.mintmark.verifier;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.time.Duration;
import java.util.Optional;

@DisplayName("R-082: when to refresh")
class RefreshIntervalTest {

    @ParameterizedTest
    @CsvSource({"300,0.5,240", "300,0,216", "300,1,264", "0,0,30", "10,0,30", "999999999,1,3600"})
    void a_set_is_refreshed_before_it_is_old_and_within_bounds(
            long maxAge, double luck, long expected) {
        assertThat(RefreshInterval.after(Optional.of(Duration.ofSeconds(maxAge)), luck))
                .isCloseTo(Duration.ofSeconds(expected), Duration.ofMillis(1));
    }

    @ParameterizedTest
    @ValueSource(longs = {0, 300, 86_400})
    void verifiers_do_not_fall_into_step_whatever_a_server_says(long maxAge) {
        var stated = Optional.of(Duration.ofSeconds(maxAge));
        Duration soonest = RefreshInterval.after(stated, 0);
        Duration latest = RefreshInterval.after(stated, 1);
        assertThat(soonest).isGreaterThanOrEqualTo(Duration.ofSeconds(30).minusMillis(1));
        assertThat(latest).isLessThanOrEqualTo(Duration.ofHours(1));
        assertThat((double) latest.toMillis() / soonest.toMillis()).isBetween(1.2, 1.25);
    }
}
