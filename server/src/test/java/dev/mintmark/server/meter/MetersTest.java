package dev.mintmark.server.meter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mintmark.server.event.Event;
import dev.mintmark.server.event.Origin;
import dev.mintmark.server.id.ClientId;
import dev.mintmark.server.id.FamilyId;

import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;

class MetersTest {
    private static final Origin HERE = new Origin("192.0.2.7");

    private final Meters meters = new Meters();

    @Test
    void a_counter_is_written_with_its_labels() {
        meters.tokensIssued().count("refresh_token", "ES256");
        meters.tokensIssued().count("refresh_token", "ES256");

        assertThat(meters.text())
                .contains("# TYPE mintmark_tokens_issued_total counter\n")
                .contains(
                        "mintmark_tokens_issued_total{grant=\"refresh_token\",alg=\"ES256\"} 2\n");
    }

    @Test
    void a_histogram_counts_upwards_and_ends_with_everything() {
        meters.propagation().record(Duration.ofMillis(7));
        meters.propagation().record(Duration.ofMillis(300));
        meters.propagation().record(Duration.ofMinutes(5));

        assertThat(meters.text())
                .contains("mintmark_revocation_propagation_seconds_bucket{le=\"0.005\"} 0\n")
                .contains("mintmark_revocation_propagation_seconds_bucket{le=\"0.01\"} 1\n")
                .contains("mintmark_revocation_propagation_seconds_bucket{le=\"0.5\"} 2\n")
                .contains("mintmark_revocation_propagation_seconds_bucket{le=\"+Inf\"} 3\n")
                .contains("mintmark_revocation_propagation_seconds_sum 300.307\n")
                .contains("mintmark_revocation_propagation_seconds_count 3\n");
    }

    @Test
    void r_290_there_are_only_so_many_series_whatever_comes() {
        for (int i = 0; i < 10_000; i++) {
            meters.refusals().count("area", "reason" + i);
        }

        assertThat(meters.refusals().totals()).hasSize(Tally.MOST + 1);
        assertThat(meters.refusals().totals().get("other.other")).isEqualTo(10_000 - Tally.MOST);
    }

    @Test
    void a_label_cannot_break_out_of_its_quotes() {
        meters.refusals().count("a\"b", "c\\d\ne");

        assertThat(meters.text()).contains("{area=\"a\\\"b\",reason=\"c\\\\d\\ne\"} 1\n");
    }

    @Test
    void the_wrong_number_of_labels_is_a_mistake_of_ours() {
        assertThatThrownBy(() -> meters.refusals().count("one"))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> meters.propagation().record(Duration.ZERO, "one"))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void a_gauge_is_asked_when_it_is_read() {
        meters.gauge("some_seconds", "Some.", () -> 1.5);
        meters.gauge("some_bytes", "Some.", "area", () -> Map.of("heap", 7));

        assertThat(meters.text()).contains("some_seconds 1.5\n");
        assertThat(meters.text()).contains("some_bytes{area=\"heap\"} 7.0\n");
    }

    @Test
    void r_290_events_are_counted_in_the_words_of_the_contract() {
        var events = new EventMeters(meters);
        var client = new ClientId("web");
        var family = FamilyId.parse("00000000-0000-7000-8000-000000000000");
        events.record(new Event.RefreshRefused(family, client, "expired", HERE));
        events.record(new Event.RefreshRefused(Optional.empty(), client, "garbage", HERE));
        events.record(new Event.SignInRefused(Optional.empty(), client, "unknown_user", HERE));

        assertThat(meters.refreshes().totals()).isEqualTo(Map.of("expired", 1L, "unknown", 1L));
        assertThat(meters.signInFailures().totals()).isEqualTo(Map.of("unknown_user", 1L));
        assertThat(meters.refusals().totals())
                .isEqualTo(
                        Map.of(
                                "refresh.expired",
                                1L,
                                "refresh.garbage",
                                1L,
                                "sign_in.unknown_user",
                                1L));
    }
}
