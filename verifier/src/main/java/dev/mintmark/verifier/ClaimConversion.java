package dev.mintmark.verifier;

import dev.mintmark.verifier.json.JsonArray;
import dev.mintmark.verifier.json.JsonBoolean;
import dev.mintmark.verifier.json.JsonNumber;
import dev.mintmark.verifier.json.JsonString;
import dev.mintmark.verifier.json.JsonValue;
import dev.mintmark.verifier.jwt.NumericDate;

import org.jspecify.annotations.Nullable;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;

/// From a claim's JSON to the Java type that a caller asks for, where one fits the other.
final class ClaimConversion {

    private static final Set<Class<?>> PLAIN =
            Set.of(
                    String.class,
                    Boolean.class,
                    Integer.class,
                    Long.class,
                    BigDecimal.class,
                    Instant.class);

    private ClaimConversion() {}

    /// Null when the value is of another kind or does not fit.
    static <T> @Nullable T to(Class<T> type, JsonValue value) {
        if (!PLAIN.contains(type) && !JsonValue.class.isAssignableFrom(type)) {
            throw new IllegalArgumentException(
                    "a claim can be had as String, Boolean, Integer, Long, BigDecimal, Instant or"
                            + " as a JsonValue");
        }
        Object converted = type.isInstance(value) ? value : plain(type, value);
        return converted == null ? null : type.cast(converted);
    }

    private static @Nullable Object plain(Class<?> type, JsonValue value) {
        if (value instanceof JsonString string) {
            return type == String.class ? string.value() : null;
        } else if (value instanceof JsonBoolean bool) {
            return type == Boolean.class ? bool.value() : null;
        } else if (value instanceof JsonNumber number) {
            return number(type, number);
        }
        return null;
    }

    private static @Nullable Object number(Class<?> type, JsonNumber number) {
        if (type == BigDecimal.class) {
            return number.asDecimal().orElse(null);
        }
        boolean whole = type == Long.class || type == Integer.class;
        if (!whole && type != Instant.class) {
            return null;
        }
        OptionalLong found = whole ? number.asLong() : NumericDate.roundedDown(number);
        if (found.isEmpty()) {
            return null;
        }
        long value = found.getAsLong();
        if (type == Instant.class) {
            return Instant.ofEpochSecond(value);
        } else if (type == Long.class) {
            return value;
        }
        return value == (int) value ? (int) value : null;
    }

    /// The strings of an array, or the one string that stands for an array of one.
    static @Nullable List<String> toTexts(JsonValue value) {
        if (value instanceof JsonString string) {
            return List.of(string.value());
        }
        if (!(value instanceof JsonArray array)) {
            return null;
        }
        var texts = new ArrayList<String>();
        for (JsonValue item : array.items()) {
            if (!(item instanceof JsonString string)) {
                return null;
            }
            texts.add(string.value());
        }
        return List.copyOf(texts);
    }
}
