package dev.mintmark.server.http;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Optional;

/// Percent-decoding that does not guess: a broken escape, broken UTF-8, a raw character that should
/// have been escaped or a NUL make the whole text unreadable.
final class PercentDecoding {
    private PercentDecoding() {}

    /// In a path `+` is itself.
    static Optional<String> segment(String encoded) {
        return decode(encoded, '+');
    }

    /// In `application/x-www-form-urlencoded` `+` is a space.
    static Optional<String> form(String encoded) {
        return decode(encoded, ' ');
    }

    /// For text that may hold characters beyond ASCII as they are: RFC 7617 sends UTF-8, and not
    /// every client encodes before it does so.
    static Optional<String> unicodeForm(String encoded) {
        var escaped = new StringBuilder(encoded.length());
        for (byte b : encoded.getBytes(StandardCharsets.UTF_8)) {
            if (b < 0) {
                escaped.append('%').append(HexFormat.of().toHexDigits(b));
            } else {
                escaped.append((char) b);
            }
        }
        return form(escaped.toString());
    }

    private static Optional<String> decode(String encoded, char plus) {
        var bytes = new ByteArrayOutputStream(encoded.length());
        for (int i = 0; i < encoded.length(); i++) {
            char c = encoded.charAt(i);
            if (c == '%') {
                int value = i + 2 < encoded.length() ? hex(encoded, i + 1) : -1;
                if (value <= 0) {
                    return Optional.empty();
                }
                bytes.write(value);
                i += 2;
            } else if (c <= ' ' || c > '~') {
                return Optional.empty();
            } else {
                bytes.write(c == '+' ? plus : c);
            }
        }
        return utf8(bytes.toByteArray());
    }

    private static int hex(String text, int at) {
        char high = text.charAt(at);
        char low = text.charAt(at + 1);
        return HexFormat.isHexDigit(high) && HexFormat.isHexDigit(low)
                ? HexFormat.fromHexDigit(high) * 16 + HexFormat.fromHexDigit(low)
                : -1;
    }

    static Optional<String> utf8(byte[] bytes) {
        try {
            var text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes));
            return Optional.of(text.toString());
        } catch (CharacterCodingException e) {
            return Optional.empty();
        }
    }
}
