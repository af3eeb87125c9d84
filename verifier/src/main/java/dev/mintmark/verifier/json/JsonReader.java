package dev.mintmark.verifier.json;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.util.ArrayList;

/// Reads one JSON text, strictly.
///
/// Recursive descent over the bytes; depth is limited before every step down. Refused beyond what
/// RFC 8259 refuses: a byte order mark, a name used twice in one object (compared after
/// unescaping), and escapes that leave half a surrogate pair.
public final class JsonReader {

    private final byte[] text;
    private final JsonLimits limits;
    private int at;
    private int depth;
    private int members;

    private JsonReader(byte[] text, JsonLimits limits) {
        this.text = text;
        this.limits = limits;
    }

    public static JsonValue read(byte[] utf8, JsonLimits limits) throws MalformedJson {
        if (utf8.length > limits.maxBytes()) {
            throw new MalformedJson("the text is too long", limits.maxBytes());
        }
        var reader = new JsonReader(utf8, limits);
        reader.skipSpace();
        JsonValue value = reader.value();
        reader.skipSpace();
        if (reader.at != utf8.length) {
            throw reader.malformed("something follows the value");
        }
        return value;
    }

    private JsonValue value() throws MalformedJson {
        int c = peek();
        return switch (c) {
            case '{' -> object();
            case '[' -> array();
            case '"' -> new JsonString(string());
            case 't' -> word("true", JsonBoolean.TRUE);
            case 'f' -> word("false", JsonBoolean.FALSE);
            case 'n' -> word("null", JsonNull.NULL);
            default -> number(c);
        };
    }

    private JsonObject object() throws MalformedJson {
        enter();
        var collected = new Members.Builder();
        skipSpace();
        if (!take('}')) {
            do {
                countMember();
                skipSpace();
                if (peek() != '"') {
                    throw malformed("a member needs a name in quotes");
                }
                int start = at;
                String name = string();
                skipSpace();
                expect(':');
                skipSpace();
                if (!collected.add(name, value())) {
                    throw new MalformedJson("a name is used twice in one object", start);
                }
                skipSpace();
            } while (take(','));
            expect('}');
        }
        depth--;
        return new JsonObject(collected.build());
    }

    private JsonArray array() throws MalformedJson {
        enter();
        var items = new ArrayList<JsonValue>();
        skipSpace();
        if (!take(']')) {
            do {
                countMember();
                skipSpace();
                items.add(value());
                skipSpace();
            } while (take(','));
            expect(']');
        }
        depth--;
        return new JsonArray(items);
    }

    private void enter() throws MalformedJson {
        if (++depth > limits.maxDepth()) {
            throw malformed("values are nested too deeply");
        }
        at++;
    }

    private void countMember() throws MalformedJson {
        if (++members > limits.maxMembers()) {
            throw malformed("there are too many members");
        }
    }

    /// Nearly all strings are plain ASCII without escapes; those are copied in one go.
    private String string() throws MalformedJson {
        int start = at + 1;
        for (int i = start; i < text.length && text[i] >= 0x20 && text[i] != '\\'; i++) {
            if (text[i] == '"') {
                at = i + 1;
                return new String(text, start, i - start, ISO_8859_1);
            }
        }
        var literal = new StringLiteral(text, at);
        String value = literal.read();
        at = literal.end();
        return value;
    }

    private JsonValue word(String word, JsonValue value) throws MalformedJson {
        for (int i = 0; i < word.length(); i++) {
            if (peek() != word.charAt(i)) {
                throw malformed("a value was expected");
            }
            at++;
        }
        return value;
    }

    private JsonNumber number(int first) throws MalformedJson {
        if (first != '-' && !isDigit(first)) {
            throw malformed("a value was expected");
        }
        int start = at;
        take('-');
        if (!take('0')) {
            digits();
        }
        if (take('.')) {
            digits();
        }
        if (take('e') || take('E')) {
            if (!take('+')) {
                take('-');
            }
            digits();
        }
        return new JsonNumber(new String(text, start, at - start, ISO_8859_1));
    }

    private void digits() throws MalformedJson {
        if (!isDigit(peek())) {
            throw malformed("a digit was expected");
        }
        while (isDigit(peek())) {
            at++;
        }
    }

    private static boolean isDigit(int c) {
        return c >= '0' && c <= '9';
    }

    private void skipSpace() {
        while (at < text.length) {
            byte c = text[at];
            if (c != ' ' && c != '\n' && c != '\r' && c != '\t') {
                return;
            }
            at++;
        }
    }

    private boolean take(char wanted) {
        if (peek() != wanted) {
            return false;
        }
        at++;
        return true;
    }

    private void expect(char wanted) throws MalformedJson {
        if (!take(wanted)) {
            throw malformed("'" + wanted + "' was expected");
        }
    }

    /// The next byte, or a negative number at the end and for every byte that is not ASCII.
    private int peek() {
        return at < text.length ? text[at] : -1;
    }

    private MalformedJson malformed(String rule) {
        return new MalformedJson(rule, at);
    }
}
