package dev.mintmark.server.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import static java.nio.charset.StandardCharsets.UTF_8;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.logging.Level;
import java.util.logging.LogManager;
import java.util.logging.LogRecord;
import java.util.logging.Logger;

class LogTest {
    private static final Log LOG = Log.of(LogTest.class);

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();

    @AfterEach
    void give_the_jdk_its_logging_back() throws IOException {
        LogManager.getLogManager().readConfiguration();
    }

    @Test
    void a_line_is_one_json_object_with_its_fields_in_order_and_no_empty_ones() {
        Logs.install(Severity.INFO, out);

        LOG.info("key created", "kid", "k1", "bits", 256, "primary", true, "note", null);

        assertThat(onlyLine())
                .matches("\\{\"time\":\"\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{3}Z\",.*")
                .endsWith(
                        "\"level\":\"info\",\"logger\":\"LogTest\",\"message\":\"key created\","
                                + "\"kid\":\"k1\",\"bits\":256,\"primary\":true}");
    }

    @Test
    void the_time_is_utc_with_milliseconds() {
        var line = new LogRecord(Level.INFO, "x");
        line.setInstant(Instant.parse("2026-11-23T21:00:00.120999Z"));

        assertThat(new JsonLines().format(line)).contains("\"time\":\"2026-11-23T21:00:00.120Z\"");
    }

    @Test
    void a_hostile_value_cannot_start_a_second_line_nor_talk_to_a_terminal() {
        Logs.install(Severity.INFO, out);

        LOG.info("x", "user", "a\r\n{\"level\":\"error\"}\u2028\u0085\u009b31m\u202e\u0000\ud800");

        assertThat(onlyLine())
                .contains(
                        "\"a\\r\\n{\\\"level\\\":\\\"error\\\"}"
                                + "\\u2028\\u0085\\u009b31m\\u202e\\u0000\\ud800\"");
    }

    @Test
    void a_pattern_in_our_own_message_is_left_alone_and_one_of_a_library_is_filled_in() {
        Logs.install(Severity.INFO, out);

        LOG.info("it's {0}", "a", 1);
        Logger.getLogger("sun.example").log(Level.WARNING, "took {0}", "5s");

        assertThat(lines()).element(0).asString().contains("\"message\":\"it's {0}\"");
        assertThat(lines()).element(1).asString().contains("\"message\":\"took 5s\"");
    }

    @Test
    void a_warning_names_the_chain_of_causes_without_a_stack() {
        Logs.install(Severity.INFO, out);

        LOG.warn("store slow", new IOException("disk", new IllegalStateException("full")));

        assertThat(onlyLine())
                .contains(
                        "\"error\":\"java.io.IOException: disk"
                                + " <- java.lang.IllegalStateException: full\"")
                .doesNotContain("stack");
    }

    @Test
    void an_error_carries_its_stack_in_one_escaped_field() {
        Logs.install(Severity.INFO, out);

        LOG.error("broken", new IOException("disk"), "incident", "i1");

        assertThat(onlyLine())
                .contains("\"incident\":\"i1\",\"error\":")
                .contains("\"stack\":\"java.io.IOException: disk\\n\\tat ");
    }

    @Test
    void a_long_message_of_an_exception_is_cut() {
        Logs.install(Severity.INFO, out);

        LOG.warn("x", new IOException("a".repeat(5_000)));

        assertThat(onlyLine()).hasSizeLessThan(500).contains("…");
    }

    @Test
    void what_looks_like_a_token_is_masked_wherever_it_appears() {
        Logs.install(Severity.INFO, out);
        var jwt = "eyJhbGciOiJFUzI1NiJ9.eyJzdWIiOiJhIn0.c2ln";

        LOG.error("x", new IOException("bad mm_rt_Secret1 or " + jwt), "seen", "Bearer " + jwt);

        assertThat(onlyLine())
                .doesNotContain("Secret1", "eyJhbGci", "c2ln")
                .contains("mm_rt_***", "Bearer eyJ***");
    }

    @Test
    void debug_lines_are_written_only_when_asked_for() {
        Logs.install(Severity.INFO, out);
        LOG.debug("silent");
        Logs.install(Severity.DEBUG, out);
        LOG.debug("heard");

        assertThat(onlyLine()).contains("\"level\":\"debug\"", "heard");
    }

    @Test
    void jetty_is_heard_from_warnings_up_even_when_we_debug() {
        Logs.install(Severity.DEBUG, out);
        var jetty = LoggerFactory.getLogger("org.eclipse.jetty.server.Server");

        jetty.info("Started");
        jetty.warn("Odd {}", "thing");
        LoggerFactory.getLogger("org.eclipse.jetty.http.HttpParser").warn("client wrote nonsense");

        assertThat(onlyLine())
                .contains("\"level\":\"warn\",\"logger\":\"Server\",\"message\":\"Odd thing\"");
    }

    @Test
    void a_wrong_call_fails_even_when_its_level_is_off() {
        for (var fields :
                List.of(
                        new Object[] {"kid"},
                        new Object[] {1, "kid"},
                        new Object[] {"kid", 1, "kid", 2},
                        new Object[] {"level", "fatal"},
                        new Object[] {"Kid", 1})) {
            assertThatThrownBy(() -> LOG.debug("x", fields))
                    .isInstanceOf(IllegalArgumentException.class);
        }
    }

    private String onlyLine() {
        assertThat(lines()).hasSize(1);
        return lines().getFirst();
    }

    private List<String> lines() {
        return out.toString(UTF_8).lines().toList();
    }
}
