package dev.mintmark.verifier.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.List;
import java.util.Map;

class JsonReaderTest {

    @Test
    void a_text_becomes_values_in_the_order_written() throws Exception {
        var value =
                (JsonObject)
                        read(
                                " {\"b\" : [1, -2.5e3, true, false, null],\r\n\t\"a\":{\"\":\"x\"} } ");
        assertThat(value.members().keySet()).containsExactly("b", "a");
        assertThat(value.member("b"))
                .isEqualTo(
                        new JsonArray(
                                List.of(
                                        new JsonNumber("1"),
                                        new JsonNumber("-2.5e3"),
                                        new JsonBoolean(true),
                                        new JsonBoolean(false),
                                        JsonNull.NULL)));
        assertThat(value.member("a")).isEqualTo(new JsonObject(Map.of("", new JsonString("x"))));
    }

    @Test
    void escapes_and_every_plane_of_unicode_are_read() throws Exception {
        assertThat(read("\"\\\"\\\\\\/\\b\\f\\n\\r\\t\\u0041\\ud83d\\ude00 é 漢 😀 \u007f\""))
                .isEqualTo(new JsonString("\"\\/\b\f\n\r\tA😀 é 漢 😀 \u007f"));
    }

    @ParameterizedTest
    @DisplayName("R-008: RFC 8259 and nothing more")
    @ValueSource(
            strings = {
                "",
                " ",
                "{",
                "}",
                "[",
                "]",
                "[1,]",
                "{\"a\":1,}",
                "{,}",
                "[,]",
                "{a:1}",
                "{'a':1}",
                "{\"a\"}",
                "{\"a\":}",
                "{\"a\" 1}",
                "{1:1}",
                "[1 2]",
                "1 2",
                "{}{}",
                "nul",
                "nulll",
                "True",
                "NaN",
                "Infinity",
                "-",
                "+1",
                "01",
                "-01",
                "1.",
                ".1",
                "1e",
                "1e+",
                "0x1",
                "1_0",
                "\"",
                "\"a",
                "\"\\\"",
                "\"\\x\"",
                "\"\\u12\"",
                "\"\\u12g4\"",
                "\"\\",
                "\"\n\"",
                "\"\t\"",
                "\"\0\"",
                "/**/1",
                "1//",
                "#",
                "\u00a01",
                "1\u000b",
                "\uff11",
                "[1}",
                "{\"a\":1]"
            })
    void a_text_outside_the_grammar_is_refused(String text) {
        assertRefused(text.getBytes(UTF_8));
    }

    @ParameterizedTest
    @DisplayName("R-006: a byte order mark, malformed UTF-8")
    @ValueSource(
            strings = {
                "\u00ef\u00bb\u00bf{}",
                "\"\u0080\"",
                "\"\u00c0\u0080\"",
                "\"\u00e0\u0080\u00af\"",
                "\"\u00ed\u00a0\u0080\"",
                "\"\u00f4\u0090\u0080\u0080\"",
                "\"\u00f8\u0088\u0080\u0080\u0080\"",
                "\"\u00e2\u0082\"",
                "\"a\\n\u00ff\""
            })
    void bytes_that_are_not_utf8_are_refused(String bytesAsLatin1) {
        assertRefused(bytesAsLatin1.getBytes(ISO_8859_1));
    }

    @ParameterizedTest
    @DisplayName("R-007: names used twice")
    @ValueSource(
            strings = {
                "{\"a\":1,\"a\":1}",
                "{\"a\":1,\"\\u0061\":2}",
                "[{\"x\":{\"a\":1,\"b\":2,\"a\":3}}]",
                "{\"😀\":1,\"\\ud83d\\ude00\":2}"
            })
    void a_name_used_twice_is_refused(String text) {
        assertRefused(text.getBytes(UTF_8));
    }

    @Test
    @DisplayName("R-007: in large objects too")
    void a_name_used_twice_among_many_is_refused() throws Exception {
        var text = new StringBuilder("{");
        for (int i = 0; i < 100; i++) {
            text.append("\"n").append(i).append("\":").append(i).append(',');
        }
        var once = (JsonObject) read(text + "\"last\":0}");
        assertThat(once.member("n99")).isEqualTo(new JsonNumber("99"));
        assertThat(once.member("n100")).isNull();
        assertRefused((text + "\"n50\":0}").getBytes(UTF_8));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"\\ud83d\"",
                "\"\\ude00\"",
                "\"\\ud83dx\"",
                "\"\\ude00\\ud83d\"",
                "{\"\\udfff\":1}"
            })
    void half_a_surrogate_pair_is_refused(String text) {
        assertRefused(text.getBytes(UTF_8));
    }

    @Test
    @DisplayName("R-005: limits")
    void limits_hold_to_the_last_byte_level_and_member() throws Exception {
        var limits = new JsonLimits(20, 3, 4);
        JsonReader.read("[[[0]],1]           ".getBytes(UTF_8), limits);
        for (String text :
                List.of("[[[0]],1]            ", "[[[[]]]]", "[0,0,0,0,0]", "[[0,0],[0]]")) {
            assertThatThrownBy(() -> JsonReader.read(text.getBytes(UTF_8), limits))
                    .as(text)
                    .isInstanceOf(MalformedJson.class);
        }
    }

    @Test
    void a_refusal_says_nothing_of_the_content() {
        assertThatThrownBy(() -> read("{\"password\":\"hunter2\",\"password\":1}"))
                .isInstanceOf(MalformedJson.class)
                .hasMessageNotContaining("hunter2")
                .hasMessageNotContaining("password")
                .hasNoCause();
    }

    @Test
    void objects_cannot_be_changed() throws Exception {
        var object = (JsonObject) read("{\"a\":1}");
        assertThatThrownBy(() -> object.members().put("b", JsonNull.NULL))
                .isInstanceOf(UnsupportedOperationException.class);
        assertThatThrownBy(() -> object.members().clear())
                .isInstanceOf(UnsupportedOperationException.class);
    }

    private static JsonValue read(String text) throws MalformedJson {
        return JsonReader.read(text.getBytes(UTF_8), JsonLimits.CLAIMS);
    }

    private static void assertRefused(byte[] text) {
        assertThatThrownBy(() -> JsonReader.read(text, JsonLimits.CLAIMS))
                .isInstanceOf(MalformedJson.class);
    }
}
