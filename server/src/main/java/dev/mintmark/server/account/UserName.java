package dev.mintmark.server.account;

import java.text.Normalizer;
import java.util.Locale;
import java.util.Optional;

/// What a person types to say who they are: 1 to 255 characters, no control characters, no blank at
/// either end.
///
/// @param shown as it was first given, in Unicode NFC
/// @param unique the form under which no two accounts may exist: case does not count
public record UserName(String shown, String unique) {
    private static final int MAX_LENGTH = 255;

    /// Letters and marks by category that show nothing; variation selectors come on top.
    private static final String INVISIBLE =
            "\u034f\u115f\u1160\u17b4\u17b5\u180b\u180c\u180d\u2800\u3164\uffa0";

    public static Optional<UserName> parse(String text) {
        // Normalising takes time that grows with the square of a hostile text.
        if (text.length() > 4 * MAX_LENGTH) {
            return Optional.empty();
        }
        var shown = Normalizer.normalize(text, Normalizer.Form.NFC);
        if (shown.isEmpty()
                || shown.length() > MAX_LENGTH
                || isBlank(shown.codePointAt(0))
                || isBlank(shown.codePointBefore(shown.length()))
                || shown.codePoints().anyMatch(UserName::isRefused)) {
            return Optional.empty();
        }
        return Optional.of(new UserName(shown, unique(shown)));
    }

    /// How the unique form of a name begins that begins like this. Of a hostile text, nothing.
    static String folded(String prefix) {
        return prefix.length() > MAX_LENGTH
                ? ""
                : unique(Normalizer.normalize(prefix, Normalizer.Form.NFC));
    }

    /// Folded again after the letters that are only styled have become plain ones: a bold capital
    /// has no small form of its own.
    private static String unique(String shown) {
        return fold(Normalizer.normalize(fold(shown), Normalizer.Form.NFKC));
    }

    private static String fold(String text) {
        return Normalizer.normalize(
                text.toUpperCase(Locale.ROOT).toLowerCase(Locale.ROOT), Normalizer.Form.NFC);
    }

    private static boolean isBlank(int codePoint) {
        return Character.isWhitespace(codePoint) || Character.isSpaceChar(codePoint);
    }

    private static boolean isRefused(int codePoint) {
        int type = Character.getType(codePoint);
        return Character.isISOControl(codePoint)
                || (Character.isSpaceChar(codePoint) && codePoint != ' ')
                || INVISIBLE.indexOf(codePoint) >= 0
                || (codePoint >= 0xFE00 && codePoint <= 0xFE0F)
                || (codePoint >= 0xE0100 && codePoint <= 0xE01EF)
                || type == Character.FORMAT
                || type == Character.SURROGATE
                || type == Character.LINE_SEPARATOR
                || type == Character.PARAGRAPH_SEPARATOR
                || type == Character.UNASSIGNED;
    }

    @Override
    public String toString() {
        return shown;
    }
}
