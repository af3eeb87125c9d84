package dev.mintmark.verifier.json;

import static java.nio.charset.StandardCharsets.UTF_8;

import org.jspecify.annotations.Nullable;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;

/// One quoted string inside a JSON text, with whatever escapes and characters it may have.
final class StringLiteral {

    private final byte[] text;
    private final int open;
    private int at;

    /// @param open where the opening quote stands
    StringLiteral(byte[] text, int open) {
        this.text = text;
        this.open = open;
        this.at = open + 1;
    }

    /// The position after the closing quote, once [#read()] has returned.
    int end() {
        return at;
    }

    String read() throws MalformedJson {
        StringBuilder unescaped = null;
        int start = at;
        while (at < text.length) {
            byte c = text[at];
            if (c == '"') {
                String tail = decode(start, at);
                at++;
                return finish(unescaped, tail);
            } else if (c == '\\') {
                if (unescaped == null) {
                    unescaped = new StringBuilder();
                }
                unescaped.append(decode(start, at));
                at++;
                unescaped.append(escape());
                start = at;
            } else if (c >= 0 && c < 0x20) {
                throw new MalformedJson("a control character stands unescaped in a string", at);
            } else {
                at++;
            }
        }
        throw new MalformedJson("a string does not end", open);
    }

    /// Half a surrogate pair is no character: one parser would keep it, another replace it, and two
    /// different names would become one. Raw bytes cannot spell one, so only escapes need the
    /// check.
    private String finish(@Nullable StringBuilder unescaped, String tail) throws MalformedJson {
        if (unescaped == null) {
            return tail;
        }
        unescaped.append(tail);
        for (int i = 0; i < unescaped.length(); i++) {
            char c = unescaped.charAt(i);
            if (Character.isHighSurrogate(c)
                    && i + 1 < unescaped.length()
                    && Character.isLowSurrogate(unescaped.charAt(i + 1))) {
                i++;
            } else if (Character.isSurrogate(c)) {
                throw new MalformedJson("a string holds half a surrogate pair", open);
            }
        }
        return unescaped.toString();
    }

    private String decode(int from, int to) throws MalformedJson {
        try {
            // A fresh decoder reports what `new String` would silently replace.
            return UTF_8.newDecoder().decode(ByteBuffer.wrap(text, from, to - from)).toString();
        } catch (CharacterCodingException malformed) {
            throw new MalformedJson("a string is not well-formed UTF-8", from);
        }
    }

    private char escape() throws MalformedJson {
        int c = at < text.length ? text[at++] : -1;
        return switch (c) {
            case '"', '\\', '/' -> (char) c;
            case 'b' -> '\b';
            case 'f' -> '\f';
            case 'n' -> '\n';
            case 'r' -> '\r';
            case 't' -> '\t';
            case 'u' -> hex();
            default -> throw new MalformedJson("an escape is unknown", at - 1);
        };
    }

    private char hex() throws MalformedJson {
        if (text.length - at < 4) {
            throw new MalformedJson("an escape needs four hexadecimal digits", at);
        }
        int value = 0;
        for (int i = 0; i < 4; i++) {
            int digit = hexDigit(text[at++]);
            if (digit < 0) {
                throw new MalformedJson("an escape needs four hexadecimal digits", at - 1);
            }
            value = (value << 4) | digit;
        }
        return (char) value;
    }

    private static int hexDigit(byte c) {
        // Not Character.digit alone: it knows the digits of every script, but a byte is ASCII here.
        return c < 0 ? -1 : Character.digit(c, 16);
    }
}
