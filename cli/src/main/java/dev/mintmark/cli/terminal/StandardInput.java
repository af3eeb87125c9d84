package dev.mintmark.cli.terminal;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/// One line from standard input: how secrets and tokens come in, because arguments are visible to
/// every process on the machine and are kept in shell histories.
public sealed interface StandardInput {
    record Line(Secret text) implements StandardInput {}

    /// The sentence says what was expected instead.
    record Unusable(String why) implements StandardInput {}

    /// Far above any password, key or token.
    int LIMIT = 256 * 1024;

    static StandardInput read(InputStream in, String what) {
        byte[] bytes;
        try {
            bytes = in.readNBytes(LIMIT + 1);
        } catch (IOException e) {
            return new Unusable("standard input could not be read; expected " + what + ".");
        }
        if (bytes.length > LIMIT) {
            return new Unusable("standard input is far too long to be " + what + ".");
        }
        String text;
        try {
            text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
        } catch (CharacterCodingException e) {
            return new Unusable("standard input is not UTF-8 text; expected " + what + ".");
        }
        var line = withoutLineEnd(text);
        if (line.isEmpty()) {
            return new Unusable("standard input is empty; expected " + what + ".");
        }
        if (line.indexOf('\n') >= 0 || line.indexOf('\r') >= 0) {
            return new Unusable("standard input has several lines; expected " + what + ".");
        }
        return new Line(Secret.of(line));
    }

    /// Only the line end goes: blanks may be part of a password.
    private static String withoutLineEnd(String text) {
        if (text.endsWith("\r\n")) {
            return text.substring(0, text.length() - 2);
        }
        return text.endsWith("\n") ? text.substring(0, text.length() - 1) : text;
    }
}
