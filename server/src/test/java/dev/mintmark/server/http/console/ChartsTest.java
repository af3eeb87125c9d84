package dev.mintmark.server.http.console;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.util.Map;

class ChartsTest {
    @Test
    void one_minute_is_a_line_at_the_right_edge() {
        var chart =
                new Charts(Map.of("requests", new double[] {1.5}), "an hour ago").all().getFirst();

        assertThat(chart.top()).isEqualTo("2.00");
        assertThat(chart.lines()).hasSize(1);
        assertThat(chart.lines().getFirst().path()).isEqualTo("M590.0 30.0L600.0 30.0");
        assertThat(chart.lines().getFirst().now()).isEqualTo("1.50");
    }

    @Test
    void an_hour_fills_the_chart_and_the_ceiling_is_round() {
        var values = new double[60];
        values[0] = 4.2;

        var chart = new Charts(Map.of("requests", values), "an hour ago").all().getFirst();

        assertThat(chart.top()).isEqualTo("5.00");
        assertThat(chart.lines().getFirst().path()).startsWith("M0.0 19.2L10.0 19.2L20.0 120.0");
    }

    @Test
    void the_refusals_that_happen_most_are_lines_with_their_reason() {
        var chart =
                new Charts(
                                Map.of(
                                        "refused.sign_in.wrong_password", new double[] {1, 2},
                                        "refused.admin.no_key", new double[] {5, 0},
                                        "refused.token.expired", new double[] {0, 0}),
                                "an hour ago")
                        .all()
                        .getLast();

        assertThat(chart.lines())
                .extracting(line -> line.name() + " " + line.now())
                .containsExactly("admin no key 0", "sign in wrong password 2.00");
    }
}
