package dev.mintmark.verifier.jwt;

import dev.mintmark.verifier.json.JsonNumber;
import dev.mintmark.verifier.json.JsonValue;

import org.jspecify.annotations.Nullable;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.OptionalLong;

/// Seconds since 1970 (RFC 7519 §2). Fractions are lawful; they are rounded to the side on which
/// the token is valid for less time.
public final class NumericDate {

    /// The last second of the year 9999: beyond, arithmetic would have to fear overflow.
    private static final long LATEST = 253_402_300_799L;

    private NumericDate() {}

    /// For `exp`.
    public static OptionalLong roundedDown(@Nullable JsonValue claim) {
        return seconds(claim, RoundingMode.FLOOR);
    }

    /// For `nbf` and `iat`.
    public static OptionalLong roundedUp(@Nullable JsonValue claim) {
        return seconds(claim, RoundingMode.CEILING);
    }

    /// Nothing when it is absent, no number, or out of range.
    private static OptionalLong seconds(@Nullable JsonValue claim, RoundingMode rounding) {
        if (!(claim instanceof JsonNumber number)) {
            return OptionalLong.empty();
        }
        OptionalLong whole = number.asLong();
        if (whole.isEmpty()) {
            return rounded(number, rounding);
        }
        return whole.getAsLong() >= 0 && whole.getAsLong() <= LATEST ? whole : OptionalLong.empty();
    }

    /// The range is that of the value as it was written: rounding must not bring in what is
    /// outside.
    private static OptionalLong rounded(JsonNumber number, RoundingMode rounding) {
        var decimal = number.asDecimal();
        if (decimal.isEmpty()
                || decimal.get().signum() < 0
                || decimal.get().compareTo(BigDecimal.valueOf(LATEST)) > 0) {
            return OptionalLong.empty();
        }
        return OptionalLong.of(decimal.get().setScale(0, rounding).longValueExact());
    }
}
