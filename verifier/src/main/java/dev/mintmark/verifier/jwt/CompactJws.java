package dev.mintmark.verifier.jwt;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import dev.mintmark.verifier.jose.Base64Url;

import org.jspecify.annotations.Nullable;

/// A text that has the outward shape of a signed token (RFC 7515 §7.1): three segments of
/// base64url. Nothing in it is trusted.
public final class CompactJws {

    public static final int MOST_CHARACTERS = 16 * 1024;

    private final byte[] ascii;
    private final int firstDot;
    private final int secondDot;

    private CompactJws(byte[] ascii, int firstDot, int secondDot) {
        this.ascii = ascii;
        this.firstDot = firstDot;
        this.secondDot = secondDot;
    }

    /// Null when it has not that shape; [#objection] then says why. The alphabet is looked at when
    /// a segment is decoded, which has to look at each character anyway.
    public static @Nullable CompactJws split(String text) {
        return split(text, MOST_CHARACTERS);
    }

    /// The same for documents that may be longer than a token that somebody sent.
    public static @Nullable CompactJws split(String text, int mostCharacters) {
        if (text.length() > mostCharacters) {
            return null;
        }
        int first = text.indexOf('.');
        int second = text.indexOf('.', first + 1);
        if (first < 0 || second < 0 || text.indexOf('.', second + 1) >= 0) {
            return null;
        }
        // A char beyond Latin-1 becomes '?', which no segment may hold. Two become one when they
        // are a pair, and then nothing is where it was.
        byte[] ascii = text.getBytes(ISO_8859_1);
        return ascii.length == text.length() ? new CompactJws(ascii, first, second) : null;
    }

    /// Why [#split] returned null. Apart from it, to keep the common way short.
    public static String objection(String text) {
        if (text.length() > MOST_CHARACTERS) {
            return "longer than 16 KiB";
        }
        for (byte c : text.getBytes(ISO_8859_1)) {
            if (c != '.' && !Base64Url.isInAlphabet(c)) {
                return "holds a character outside base64url and '.'";
            }
        }
        return "not three segments";
    }

    /// Whether the text has the outward shape of an encrypted token (RFC 7516 §7.1) instead.
    public static boolean isEncrypted(String text) {
        if (text.length() > MOST_CHARACTERS) {
            return false;
        }
        int dots = 0;
        for (byte c : text.getBytes(ISO_8859_1)) {
            if (c == '.') {
                dots++;
            } else if (!Base64Url.isInAlphabet(c)) {
                return false;
            }
        }
        return dots == 4;
    }

    /// What the signature is over is the beginning of this: the characters as they came, never a
    /// re-encoding.
    public byte[] ascii() {
        return ascii;
    }

    public int headerLength() {
        return firstDot;
    }

    public int signingInputLength() {
        return secondDot;
    }

    /// Null, as for the other segments, when it is not canonical base64url.
    public byte @Nullable [] header() {
        return Base64Url.decode(ascii, 0, firstDot);
    }

    public byte @Nullable [] payload() {
        return Base64Url.decode(ascii, firstDot + 1, secondDot);
    }

    public byte @Nullable [] signature() {
        return Base64Url.decode(ascii, secondDot + 1, ascii.length);
    }
}
