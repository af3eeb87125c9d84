package dev.mintmark.verifier.revocation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import static java.nio.charset.StandardCharsets.UTF_8;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

class EventStreamParserTest {

    private static final int MOST = 100;

    private final List<String> heard = new ArrayList<>();
    private final EventStreamParser.Listener listener =
            new EventStreamParser.Listener() {
                @Override
                public void event(ServerEvent event) {
                    heard.add(event.type() + "|" + event.data() + "|" + event.lastId());
                }

                @Override
                public void place(String id) {
                    heard.add("at " + id);
                }

                @Override
                public void comment() {
                    heard.add("comment");
                }

                @Override
                public void retry(long millis) {
                    heard.add("retry " + millis);
                }
            };
    private final EventStreamParser parser = new EventStreamParser("", MOST, listener);

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "data: one\\n\\n; |one|",
                "data:one\\n\\n; |one|",
                "data:  one\\n\\n; | one|",
                "data: one\\ndata: two\\n\\n; |one\\ntwo|",
                "data\\n\\n; ||",
                "id: 7\\ndata: x\\n\\n; |x|7",
                "id: 7\\n\\n; at 7",
                "id: 7\\nid\\ndata: x\\n\\n; |x|",
                "id: bl\u00E4\\ndata: x\\n\\n; |x|",
                "event: resync\\ndata: -\\n\\n; resync|-|",
                "event: resync\\n\\n; resync||",
                "data: x\\r\\n\\r\\n; |x|",
                "data: x\\r\\r; |x|",
                "data: x\\n\\r; |x|",
                ": hello\\n; comment",
                ":\\n; comment",
                "retry: 2000\\n; retry 2000",
                "unknown: x\\nunknown\\ndata: y\\n\\n; |y|",
                "data: a:b: c\\n\\n; |a:b: c|",
                "\uFEFFdata: x\\n\\n; |x|"
            })
    void the_stream_is_read_as_the_standard_says(String stream, String expected) throws Exception {
        take(unescaped(stream));
        assertThat(heard).containsExactly(unescaped(expected));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"data: x\n", "\n\n\r\r", "id: 5\n", "retry: soon\n", "retry: 9999999999\n"})
    void what_is_no_event_yet_tells_nothing(String stream) throws Exception {
        take(stream);
        assertThat(heard).isEmpty();
    }

    @Test
    void an_id_is_told_once_with_its_event_or_alone() throws Exception {
        take("id: 7\n\nid: 7\n\n\ndata: x\n\nid: 8\ndata: y\n\n\n");
        assertThat(heard).containsExactly("at 7", "|x|7", "|y|8");
    }

    @Test
    void it_does_not_matter_how_the_bytes_are_cut() throws Exception {
        for (byte one :
                "id: 1\r\ndata: \u00E9t\u00E9\r\n\r\n: c\r\ndata: x\r\n\r\n".getBytes(UTF_8)) {
            parser.take(ByteBuffer.wrap(new byte[] {one}));
        }
        assertThat(heard).containsExactly("|\u00E9t\u00E9|1", "comment", "|x|1");
    }

    @Test
    void who_comes_back_still_knows_the_last_id() throws Exception {
        var resumed = new EventStreamParser("41", MOST, listener);
        resumed.take(ByteBuffer.wrap("data: x\n\n".getBytes(UTF_8)));
        assertThat(heard).containsExactly("|x|41");
    }

    @Test
    void an_id_too_long_for_a_header_is_none() throws Exception {
        var parser = new EventStreamParser("1", 1_000, listener);
        var stream = "id: " + "9".repeat(129) + "\ndata: x\n\n";
        parser.take(ByteBuffer.wrap(stream.getBytes(UTF_8)));
        assertThat(heard).containsExactly("|x|1");
    }

    @Test
    void an_endless_line_is_broken_off() throws Exception {
        take("data: " + "x".repeat(MOST - 6));
        assertThatThrownBy(() -> take("x")).isInstanceOf(Malformed.class);
    }

    @Test
    void an_endless_event_is_broken_off() {
        assertThatThrownBy(
                        () -> {
                            for (int i = 0; i < 10; i++) {
                                take("data: " + "x".repeat(20) + "\n");
                            }
                        })
                .isInstanceOf(Malformed.class);
    }

    /// Line feeds between empty lines of data count, too.
    @Test
    void an_event_of_empty_lines_is_broken_off() {
        assertThatThrownBy(() -> take("data\n".repeat(MOST + 2))).isInstanceOf(Malformed.class);
        assertThat(heard).isEmpty();
    }

    private void take(String stream) throws Malformed {
        parser.take(ByteBuffer.wrap(stream.getBytes(UTF_8)));
    }

    private static String unescaped(String text) {
        return text.replace("\\n", "\n").replace("\\r", "\r");
    }
}
