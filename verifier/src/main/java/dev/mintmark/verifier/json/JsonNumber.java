package dev.mintmark.verifier.json;

import java.math.BigDecimal;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Pattern;

/// A number as it was written. Its digits are turned into a value only when asked for, and only
/// when that is cheap: `1e999999999` is a lawful JSON number of twelve bytes whose digits would
/// fill a gigabyte.
public record JsonNumber(String text) implements JsonValue {

    private static final Pattern GRAMMAR =
            Pattern.compile("-?(0|[1-9][0-9]*)(\\.[0-9]+)?([eE][+-]?[0-9]+)?");

    /// No `long`, date or money amount needs more; a longer one has no cheap value.
    private static final int MOST_CHARACTERS = 64;

    private static final int LARGEST_EXPONENT = 64;

    /// As many digits as surely fit into a `long`.
    private static final int SAFE_DIGITS = 18;

    public JsonNumber {
        if (!isPlainInteger(text) && !GRAMMAR.matcher(text).matches()) {
            throw new IllegalArgumentException("not a JSON number");
        }
    }

    public static JsonNumber of(long value) {
        return new JsonNumber(Long.toString(value));
    }

    /// The value when it is a whole number that fits, however it was written (`1e3` is 1000).
    public OptionalLong asLong() {
        if (isPlainInteger(text)) {
            return OptionalLong.of(Long.parseLong(text));
        }
        var decimal = asDecimal();
        if (decimal.isEmpty()) {
            return OptionalLong.empty();
        }
        try {
            return OptionalLong.of(decimal.get().longValueExact());
        } catch (ArithmeticException fractionOrTooLarge) {
            return OptionalLong.empty();
        }
    }

    /// The exact value, or nothing when it has too many digits to be worth the work.
    public Optional<BigDecimal> asDecimal() {
        if (text.length() > MOST_CHARACTERS) {
            return Optional.empty();
        }
        int e = Math.max(text.indexOf('e'), text.indexOf('E'));
        if (e >= 0 && !isSmallExponent(text.substring(e + 1))) {
            return Optional.empty();
        }
        return Optional.of(new BigDecimal(text));
    }

    private static boolean isSmallExponent(String digits) {
        try {
            return Math.abs((long) Integer.parseInt(digits)) <= LARGEST_EXPONENT;
        } catch (NumberFormatException tooLarge) {
            return false;
        }
    }

    private static boolean isPlainInteger(String text) {
        int length = text.length();
        if (length == 0 || length > SAFE_DIGITS || (text.charAt(0) == '0' && length > 1)) {
            return false;
        }
        for (int i = 0; i < length; i++) {
            char c = text.charAt(i);
            if (c < '0' || c > '9') {
                return false;
            }
        }
        return true;
    }
}
