package dev.mintmark.server.http.console;

import dev.mintmark.server.http.page.console.Moment;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/// Times and lists, in words.
final class Words {
    private static final DateTimeFormatter FULL =
            DateTimeFormatter.ofPattern("d MMM yyyy, HH:mm:ss 'UTC'", Locale.ENGLISH)
                    .withZone(ZoneOffset.UTC);
    private static final Pattern BLANKS = Pattern.compile("[\\s,]+");

    private final InstantSource clock;

    Words(InstantSource clock) {
        this.clock = clock;
    }

    Moment moment(Optional<Instant> time) {
        return time.map(this::moment).orElse(Moment.NEVER);
    }

    Moment moment(Instant time) {
        return new Moment(time.toString(), FULL.format(time), near(time));
    }

    Instant now() {
        return clock.instant();
    }

    private String near(Instant time) {
        var away = Duration.between(clock.instant(), time);
        var span = span(away.abs());
        if (away.abs().compareTo(Duration.ofSeconds(5)) < 0) {
            return "just now";
        }
        return away.isNegative() ? span + " ago" : "in " + span;
    }

    /// As people say it: to the minute, the hour or the day.
    static String span(Duration time) {
        if (time.compareTo(Duration.ofMinutes(1)) < 0) {
            return time.toSeconds() + " s";
        }
        if (time.compareTo(Duration.ofHours(1)) < 0) {
            return time.toMinutes() + " min";
        }
        if (time.compareTo(Duration.ofDays(2)) < 0) {
            return time.toHours() + " h";
        }
        return time.toDays() + " days";
    }

    /// What was typed into one field as several words.
    static List<String> list(String typed) {
        return BLANKS.splitAsStream(typed.strip()).filter(word -> !word.isEmpty()).toList();
    }
}
