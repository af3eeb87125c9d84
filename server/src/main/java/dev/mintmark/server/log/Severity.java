package dev.mintmark.server.log;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.logging.Level;

/// How much a line matters. Four levels, because nobody agrees on what the other three would mean.
public enum Severity {
    DEBUG,
    INFO,
    WARN,
    ERROR;

    /// Reads `debug`, `info`, `warn` or `error`.
    public static Optional<Severity> of(String text) {
        return Arrays.stream(values()).filter(s -> s.text().equals(text)).findFirst();
    }

    /// Where a level of another library falls; everything below `INFO` is `DEBUG`.
    static Severity of(Level level) {
        if (level.intValue() >= Level.SEVERE.intValue()) {
            return ERROR;
        }
        if (level.intValue() >= Level.WARNING.intValue()) {
            return WARN;
        }
        return level.intValue() >= Level.INFO.intValue() ? INFO : DEBUG;
    }

    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }

    Level level() {
        return switch (this) {
            case DEBUG -> Level.FINE;
            case INFO -> Level.INFO;
            case WARN -> Level.WARNING;
            case ERROR -> Level.SEVERE;
        };
    }
}
