package dev.mintmark.server.config;

import java.time.Duration;
import java.util.Optional;
import java.util.regex.Pattern;

/// Durations with their unit in the value: `30s`, `10m`, `1h`, `14d`. One number, one unit, so
/// there is nothing to add up when reading.
final class DurationText {
    private static final Pattern FORM = Pattern.compile("(\\d{1,9})([smhd])");

    private DurationText() {}

    static Optional<Duration> read(String text) {
        var form = FORM.matcher(text);
        if (!form.matches()) {
            return Optional.empty();
        }
        long amount = Long.parseLong(form.group(1));
        return Optional.of(
                switch (form.group(2)) {
                    case "s" -> Duration.ofSeconds(amount);
                    case "m" -> Duration.ofMinutes(amount);
                    case "h" -> Duration.ofHours(amount);
                    default -> Duration.ofDays(amount);
                });
    }

    /// In the largest unit that leaves no rest.
    static String write(Duration duration) {
        long seconds = duration.toSeconds();
        if (seconds == 0 || seconds % 60 != 0) {
            return seconds + "s";
        }
        if (seconds % 3_600 != 0) {
            return seconds / 60 + "m";
        }
        return seconds % 86_400 != 0 ? seconds / 3_600 + "h" : seconds / 86_400 + "d";
    }
}
