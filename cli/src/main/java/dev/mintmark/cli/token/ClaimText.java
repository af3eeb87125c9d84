package dev.mintmark.cli.token;

import dev.mintmark.cli.terminal.Sheet;
import dev.mintmark.verifier.json.JsonNumber;
import dev.mintmark.verifier.json.JsonObject;
import dev.mintmark.verifier.json.JsonString;
import dev.mintmark.verifier.json.JsonValue;
import dev.mintmark.verifier.json.JsonWriter;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/// Claims for people: a moment is shown as a date, and as how far away it is.
public final class ClaimText {
    private static final Set<String> MOMENTS =
            Set.of("exp", "iat", "nbf", "auth_time", "updated_at");

    private ClaimText() {}

    public static Sheet sheet(JsonObject object, Instant now) {
        var sheet = new Sheet("  ");
        object.members().forEach((name, value) -> sheet.line(name, text(name, value, now)));
        return sheet;
    }

    private static String text(String name, JsonValue value, Instant now) {
        if (value instanceof JsonString(var text)) {
            return text;
        }
        if (MOMENTS.contains(name) && value instanceof JsonNumber number) {
            return number.text()
                    + moment(number)
                            .map(at -> "  (" + at + ", " + distance(now, at) + ")")
                            .orElse("");
        }
        return new JsonWriter().value(value).toString();
    }

    private static Optional<Instant> moment(JsonNumber number) {
        var seconds = number.asLong();
        try {
            return seconds.isPresent()
                    ? Optional.of(Instant.ofEpochSecond(seconds.getAsLong()))
                    : Optional.empty();
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    static String distance(Instant now, Instant at) {
        var between = Duration.between(now, at);
        var words = words(between.abs());
        return between.isNegative() ? words + " ago" : "in " + words;
    }

    private static String words(Duration time) {
        if (time.toDays() > 1) {
            return time.toDays() + " days";
        }
        if (time.toHours() > 1) {
            return time.toHours() + " hours";
        }
        if (time.toMinutes() > 1) {
            return time.toMinutes() + " minutes";
        }
        return time.toSeconds() == 1 ? "1 second" : time.toSeconds() + " seconds";
    }
}
