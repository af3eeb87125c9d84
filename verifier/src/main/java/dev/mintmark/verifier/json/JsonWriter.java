package dev.mintmark.verifier.json;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Arrays;
import java.util.Collection;

/// Writes one JSON text as UTF-8 bytes.
///
/// ```
/// byte[] claims = new JsonWriter().beginObject()
///         .field("sub", "alice")
///         .field("exp", 1_800_000_000L)
///         .endObject()
///         .toBytes();
/// ```
///
/// Only what must be escaped is escaped. A `String` with half a surrogate pair has no UTF-8 form;
/// U+FFFD is written in its place, because an escaped half would be refused by every strict reader,
/// [JsonReader] included. Not reusable and not thread-safe.
public final class JsonWriter {

    private static final byte[] HEX = "0123456789abcdef".getBytes(UTF_8);
    private static final int DEEPEST = 63;

    private byte[] buffer = new byte[256];
    private int length;
    private int depth;

    /// One bit per open level, the innermost lowest: set for an object, clear for an array.
    private long objects;

    public JsonWriter() {}

    public JsonWriter beginObject() {
        return begin('{', 1);
    }

    public JsonWriter endObject() {
        return end('}', 1);
    }

    public JsonWriter beginArray() {
        return begin('[', 0);
    }

    public JsonWriter endArray() {
        return end(']', 0);
    }

    public JsonWriter name(String name) {
        if (!insideObject() || last() == ':') {
            throw new IllegalStateException("a name belongs into an object, before its value");
        }
        if (last() != '{') {
            put(',');
        }
        quoted(name);
        put(':');
        return this;
    }

    public JsonWriter value(String value) {
        beforeValue();
        quoted(value);
        return this;
    }

    public JsonWriter value(long value) {
        beforeValue();
        ascii(Long.toString(value));
        return this;
    }

    public JsonWriter value(boolean value) {
        beforeValue();
        ascii(value ? "true" : "false");
        return this;
    }

    /// Java 17 has no exhaustive switch over a sealed type; the last line is for null, the only
    /// kind left, and adding a kind without a line here fails the writer's round-trip test.
    public JsonWriter value(JsonValue value) {
        if (value instanceof JsonObject object) {
            beginObject();
            object.members().forEach((name, member) -> name(name).value(member));
            return endObject();
        } else if (value instanceof JsonArray array) {
            beginArray();
            array.items().forEach(this::value);
            return endArray();
        } else if (value instanceof JsonString string) {
            return value(string.value());
        } else if (value instanceof JsonBoolean bool) {
            return value(bool.value());
        } else if (value instanceof JsonNumber number) {
            beforeValue();
            ascii(number.text());
            return this;
        }
        beforeValue();
        ascii("null");
        return this;
    }

    public JsonWriter field(String name, String value) {
        return name(name).value(value);
    }

    public JsonWriter field(String name, long value) {
        return name(name).value(value);
    }

    public JsonWriter field(String name, boolean value) {
        return name(name).value(value);
    }

    public JsonWriter field(String name, JsonValue value) {
        return name(name).value(value);
    }

    public JsonWriter field(String name, Collection<String> values) {
        name(name).beginArray();
        values.forEach(this::value);
        return endArray();
    }

    public byte[] toBytes() {
        requireFinished();
        return Arrays.copyOf(buffer, length);
    }

    @Override
    public String toString() {
        return new String(buffer, 0, length, UTF_8);
    }

    private JsonWriter begin(char bracket, int bit) {
        beforeValue();
        if (depth == DEEPEST) {
            throw new IllegalStateException("values are nested too deeply");
        }
        depth++;
        objects = (objects << 1) | bit;
        put(bracket);
        return this;
    }

    private JsonWriter end(char bracket, int bit) {
        if (depth == 0 || (objects & 1) != bit || last() == ':') {
            throw new IllegalStateException("nothing that '" + bracket + "' could close is open");
        }
        depth--;
        objects >>>= 1;
        put(bracket);
        return this;
    }

    /// The last byte tells where we are: an opening bracket or a colon always is punctuation here,
    /// because strings end in a quote.
    private void beforeValue() {
        if (insideObject()) {
            if (last() != ':') {
                throw new IllegalStateException("a value in an object needs a name");
            }
        } else if (depth == 0) {
            if (length > 0) {
                throw new IllegalStateException("one text holds one value");
            }
        } else if (last() != '[') {
            put(',');
        }
    }

    private void requireFinished() {
        if (depth != 0 || length == 0) {
            throw new IllegalStateException("the value is not complete");
        }
    }

    private boolean insideObject() {
        return depth > 0 && (objects & 1) == 1;
    }

    private int last() {
        return length == 0 ? -1 : buffer[length - 1];
    }

    private void quoted(String text) {
        int chars = text.length();
        // The most a char can grow to is six bytes, so that the loop needs no further checks.
        room(6 * chars + 2);
        buffer[length++] = '"';
        for (int i = 0; i < chars; i++) {
            char c = text.charAt(i);
            if (c >= 0x80) {
                i += beyondAscii(text, i);
            } else if (c < 0x20 || c == '"' || c == '\\') {
                escape(c);
            } else {
                buffer[length++] = (byte) c;
            }
        }
        buffer[length++] = '"';
    }

    private void escape(char c) {
        buffer[length++] = '\\';
        int letter =
                switch (c) {
                    case '"', '\\' -> c;
                    case '\b' -> 'b';
                    case '\f' -> 'f';
                    case '\n' -> 'n';
                    case '\r' -> 'r';
                    case '\t' -> 't';
                    default -> 'u';
                };
        buffer[length++] = (byte) letter;
        if (letter == 'u') {
            buffer[length++] = '0';
            buffer[length++] = '0';
            buffer[length++] = HEX[c >> 4];
            buffer[length++] = HEX[c & 0xF];
        }
    }

    /// Writes the character that starts at `i` and returns how many extra chars it took.
    private int beyondAscii(String text, int i) {
        int point = text.codePointAt(i);
        int extra = Character.charCount(point) - 1;
        if (extra == 0 && Character.isSurrogate((char) point)) {
            point = 0xFFFD;
        }
        if (point < 0x800) {
            buffer[length++] = (byte) (0xC0 | (point >> 6));
        } else {
            if (point < 0x10000) {
                buffer[length++] = (byte) (0xE0 | (point >> 12));
            } else {
                buffer[length++] = (byte) (0xF0 | (point >> 18));
                buffer[length++] = (byte) (0x80 | ((point >> 12) & 0x3F));
            }
            buffer[length++] = (byte) (0x80 | ((point >> 6) & 0x3F));
        }
        buffer[length++] = (byte) (0x80 | (point & 0x3F));
        return extra;
    }

    private void ascii(String text) {
        int chars = text.length();
        room(chars);
        for (int i = 0; i < chars; i++) {
            buffer[length++] = (byte) text.charAt(i);
        }
    }

    private void put(char c) {
        room(1);
        buffer[length++] = (byte) c;
    }

    private void room(int more) {
        if (buffer.length - length < more) {
            buffer = Arrays.copyOf(buffer, Math.max(buffer.length * 2, length + more));
        }
    }
}
