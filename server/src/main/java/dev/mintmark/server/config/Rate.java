package dev.mintmark.server.config;

import java.time.Duration;
import java.util.Optional;
import java.util.regex.Pattern;

/// So many in so long, written `60/1h`; `none` for any number.
public record Rate(long quantity, Duration window) {
    private static final Pattern FORM = Pattern.compile("([1-9][0-9]{0,8})/([0-9]+[smhd])");
    private static final Bounds WINDOW = new Bounds(Duration.ofSeconds(1), Duration.ofDays(1));
    private static final String NONE = "none";

    static Optional<Rate> read(String text) {
        if (text.equals(NONE)) {
            return Optional.empty();
        }
        var form = FORM.matcher(text);
        if (!form.matches()) {
            throw new IllegalArgumentException(
                    "'%s' is not a rate such as 60/1h or 1000/1m, nor none".formatted(text));
        }
        var window = DurationText.read(form.group(2)).orElseThrow();
        if (!WINDOW.contain(window)) {
            throw new IllegalArgumentException("must be within " + WINDOW);
        }
        return Optional.of(new Rate(Long.parseLong(form.group(1)), window));
    }
}
