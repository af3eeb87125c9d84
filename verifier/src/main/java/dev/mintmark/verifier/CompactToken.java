package dev.mintmark.verifier;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import dev.mintmark.verifier.jose.Base64Url;

import org.jspecify.annotations.Nullable;

/// A text that has the outward shape of a signed token (RFC 7515 §7.1): three segments of
/// base64url. Nothing in it is trusted.
final class CompactToken {

    static final int MOST_CHARACTERS = 16 * 1024;

    private final byte[] ascii;
    private final int firstDot;
    private final int secondDot;

    private CompactToken(byte[] ascii, int firstDot, int secondDot) {
        this.ascii = ascii;
        this.firstDot = firstDot;
        this.secondDot = secondDot;
    }

    /// Null when it has not that shape; [#objection] then says why. One pass over the text settles
    /// its alphabet and its segments, so that everything after can rely on both.
    static @Nullable CompactToken split(String token) {
        if (token.length() > MOST_CHARACTERS) {
            return null;
        }
        // A char beyond Latin-1 becomes '?', which is not in the alphabet either.
        byte[] ascii = token.getBytes(ISO_8859_1);
        int first = -1;
        int second = -1;
        for (int i = 0; i < ascii.length; i++) {
            byte c = ascii[i];
            if (c == '.') {
                if (first < 0) {
                    first = i;
                } else if (second < 0) {
                    second = i;
                } else {
                    return null;
                }
            } else if (!Base64Url.isInAlphabet(c)) {
                return null;
            }
        }
        return second < 0 ? null : new CompactToken(ascii, first, second);
    }

    /// Why [#split] returned null. Apart from it, to keep the common way short.
    static Verdict.Refused objection(String token) {
        if (token.length() > MOST_CHARACTERS) {
            return new Verdict.Refused(Reason.MALFORMED, "longer than 16 KiB");
        }
        byte[] ascii = token.getBytes(ISO_8859_1);
        int dots = 0;
        for (byte c : ascii) {
            if (c == '.') {
                dots++;
            } else if (!Base64Url.isInAlphabet(c)) {
                return new Verdict.Refused(
                        Reason.MALFORMED, "holds a character outside base64url and '.'");
            }
        }
        return dots == 4
                ? new Verdict.Refused(Reason.ENCRYPTED, "five segments: a JWE, not a JWS")
                : new Verdict.Refused(Reason.MALFORMED, "not three segments");
    }

    /// What the signature is over: the characters as they came, never a re-encoding.
    byte[] ascii() {
        return ascii;
    }

    int headerLength() {
        return firstDot;
    }

    int signingInputLength() {
        return secondDot;
    }

    byte @Nullable [] header() {
        return Base64Url.decodeChecked(ascii, 0, firstDot);
    }

    byte @Nullable [] payload() {
        return Base64Url.decodeChecked(ascii, firstDot + 1, secondDot);
    }

    byte @Nullable [] signature() {
        return Base64Url.decodeChecked(ascii, secondDot + 1, ascii.length);
    }
}
