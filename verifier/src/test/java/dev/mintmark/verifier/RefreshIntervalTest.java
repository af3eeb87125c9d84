package dev.mintmark.verifier;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.time.Duration;
import java.util.Optional;

@DisplayName("R-082: when to refresh")
class RefreshIntervalTest {

    @ParameterizedTest
    @CsvSource({"300,0.5,240", "300,0,216", "300,1,264", "0,0.5,30", "10,1,30", "999999999,0,3600"})
    void a_set_is_refreshed_before_it_is_old_and_within_bounds(
            long maxAge, double luck, long expected) {
        assertThat(RefreshInterval.after(Optional.of(Duration.ofSeconds(maxAge)), luck))
                .isEqualTo(Duration.ofSeconds(expected));
    }
}
