package dev.mintmark.adapter.http;

import static dev.mintmark.adapter.http.ARequest.get;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// the body names the trace.
class TraceIdTest {

    private static final String SENT = "4bf92f3577b34da6a3ce929d0e0e4736";

    @Test
    void the_trace_of_the_caller_goes_on() {
        var request = get("/").with("traceparent", "00-" + SENT + "-00f067aa0ba902b7-01");
        assertThat(TraceId.of(request).hex()).isEqualTo(SENT);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "00-00000000000000000000000000000000-00f067aa0ba902b7-01",
                "00-4BF92F3577B34DA6A3CE929D0E0E4736-00f067aa0ba902b7-01",
                "00-4bf92f3577b34da6a3ce929d0e0e4736\"-00f067aa0ba902b7-01",
                "4bf92f3577b34da6a3ce929d0e0e4736"
            })
    void what_is_no_trace_is_not_repeated(String sent) {
        String hex = TraceId.of(get("/").with("traceparent", sent)).hex();
        assertThat(hex).matches("[0-9a-f]{32}").isNotEqualTo(SENT).isNotEqualTo("0".repeat(32));
    }

    @Test
    void two_requests_without_a_trace_get_two_numbers() {
        assertThat(TraceId.of(get("/"))).isNotEqualTo(TraceId.of(get("/")));
    }
}
