package dev.mintmark.verifier.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import static java.nio.charset.StandardCharsets.UTF_8;

import org.junit.jupiter.api.Test;

import java.util.List;

class JsonWriterTest {

    @Test
    void an_object_is_written_as_asked() {
        String text =
                new JsonWriter()
                        .beginObject()
                        .field("s", "a")
                        .field("n", -5)
                        .field("b", true)
                        .field("list", List.of("x", "y"))
                        .field("none", List.of())
                        .name("in")
                        .beginObject()
                        .endObject()
                        .name("arr")
                        .beginArray()
                        .value(1)
                        .beginArray()
                        .endArray()
                        .value(false)
                        .endArray()
                        .endObject()
                        .toString();
        assertThat(text)
                .isEqualTo(
                        "{\"s\":\"a\",\"n\":-5,\"b\":true,\"list\":[\"x\",\"y\"],\"none\":[],"
                                + "\"in\":{},\"arr\":[1,[],false]}");
    }

    @Test
    void every_character_survives_the_way_out_and_in() throws Exception {
        var all = new StringBuilder();
        for (int point = 0; point < 0x11000; point += 1 + point / 200) {
            if (point < 0xD800 || point > 0xDFFF) {
                all.appendCodePoint(point);
            }
        }
        String text = all.append("😀\"\\/").toString();
        byte[] bytes = new JsonWriter().value(text).toBytes();
        assertThat(JsonReader.read(bytes, new JsonLimits(1 << 20, 1, 0)))
                .isEqualTo(new JsonString(text));
    }

    @Test
    void only_what_must_be_escaped_is_escaped() {
        assertThat(new JsonWriter().value("\"\\/\b\f\n\r\t\u0001\u001f\u007fé😀").toString())
                .isEqualTo("\"\\\"\\\\/\\b\\f\\n\\r\\t\\u0001\\u001f\u007fé😀\"");
    }

    @Test
    void half_a_surrogate_pair_becomes_the_replacement_character() {
        assertThat(new JsonWriter().value("a\uD83Db\uDE00").toString())
                .isEqualTo("\"a\uFFFDb\uFFFD\"");
    }

    @Test
    void a_value_that_was_read_is_written_as_it_was() throws Exception {
        String text = "{\"a\":[1.50,-0,1e9,\"x\",true,false,null,{},[]],\"b\":{\"c\":\"é\"}}";
        var value = JsonReader.read(text.getBytes(UTF_8), JsonLimits.CLAIMS);
        assertThat(new JsonWriter().value(value).toString()).isEqualTo(text);
    }

    @Test
    void a_text_that_would_not_be_json_cannot_be_written() {
        assertRefused(() -> new JsonWriter().toBytes());
        assertRefused(() -> new JsonWriter().beginObject().toBytes());
        assertRefused(() -> new JsonWriter().beginObject().value(1));
        assertRefused(() -> new JsonWriter().beginObject().endArray());
        assertRefused(() -> new JsonWriter().beginObject().name("a").endObject());
        assertRefused(() -> new JsonWriter().beginObject().name("a").name("b"));
        assertRefused(() -> new JsonWriter().beginArray().name("a"));
        assertRefused(() -> new JsonWriter().value(1).value(2));
        assertRefused(() -> new JsonWriter().endObject());
    }

    private static void assertRefused(Runnable writing) {
        assertThatThrownBy(writing::run).isInstanceOf(IllegalStateException.class);
    }
}
