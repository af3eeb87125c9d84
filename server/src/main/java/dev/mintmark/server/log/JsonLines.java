package dev.mintmark.server.log;

import org.jspecify.annotations.Nullable;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.logging.Formatter;
import java.util.logging.Level;
import java.util.logging.LogRecord;

/// One record, one line of JSON: `time`, `level`, `logger`, `message`, then the fields in the order
/// they were written, then `error` and, for errors only, `stack`.
final class JsonLines extends Formatter {
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'").withZone(ZoneOffset.UTC);
    private static final int LONGEST_VALUE = 2_000;
    private static final int LONGEST_CAUSE = 200;
    private static final int DEEPEST_CAUSE = 8;
    private static final int LONGEST_STACK = 20_000;

    @Override
    public String format(LogRecord line) {
        var out = new StringBuilder(200).append('{');
        text(out, "time", TIME.format(line.getInstant()));
        text(out.append(','), "level", Severity.of(line.getLevel()).text());
        text(out.append(','), "logger", shortName(line.getLoggerName()));
        var fields = fieldsOf(line);
        // The text of our own lines is a constant; only the lines of others carry a pattern.
        var message = fields == null ? formatMessage(line) : line.getMessage();
        text(out.append(','), "message", message == null ? "" : message);
        if (fields != null) {
            fields.all().stream()
                    .filter(field -> field.value() != null)
                    .forEach(field -> field(out.append(','), field));
        }
        var thrown = line.getThrown();
        if (thrown != null) {
            text(out.append(','), "error", chain(thrown));
            if (line.getLevel().intValue() >= Level.SEVERE.intValue()) {
                text(out.append(','), "stack", stack(thrown), LONGEST_STACK);
            }
        }
        return out.append("}\n").toString();
    }

    private static @Nullable Fields fieldsOf(LogRecord line) {
        var parameters = line.getParameters();
        return parameters != null && parameters.length == 1 && parameters[0] instanceof Fields own
                ? own
                : null;
    }

    private static String shortName(@Nullable String logger) {
        return logger == null ? "" : logger.substring(logger.lastIndexOf('.') + 1);
    }

    private static void field(StringBuilder out, Fields.Field field) {
        switch (field.value()) {
            case null -> name(out, field.name()).append("null");
            case Boolean flag -> name(out, field.name()).append(flag.booleanValue());
            case Integer number -> name(out, field.name()).append(number.intValue());
            case Long number -> name(out, field.name()).append(number.longValue());
            case Object other -> text(out, field.name(), other.toString());
        }
    }

    private static void text(StringBuilder out, String name, String value) {
        text(out, name, value, LONGEST_VALUE);
    }

    private static void text(StringBuilder out, String name, String value, int longest) {
        JsonText.quote(name(out, name), cut(Masking.apply(value), longest));
    }

    private static StringBuilder name(StringBuilder out, String name) {
        JsonText.quote(out, name);
        return out.append(':');
    }

    /// Class names and messages only. Messages are cut short, because parsers like to quote what
    /// they could not read, and what they could not read came from outside.
    private static String chain(Throwable thrown) {
        var text = new StringBuilder();
        Throwable cause = thrown;
        for (int depth = 0; cause != null && depth < DEEPEST_CAUSE; depth++) {
            text.append(depth == 0 ? "" : " <- ").append(cause.getClass().getName());
            if (cause.getMessage() != null) {
                text.append(": ").append(cut(Masking.apply(cause.getMessage()), LONGEST_CAUSE));
            }
            cause = cause.getCause();
        }
        return text.toString();
    }

    private static String stack(Throwable thrown) {
        var text = new StringWriter();
        thrown.printStackTrace(new PrintWriter(text));
        return text.toString();
    }

    private static String cut(String text, int longest) {
        return text.length() <= longest ? text : text.substring(0, longest) + "…";
    }
}
