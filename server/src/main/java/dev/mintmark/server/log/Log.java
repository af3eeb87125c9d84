package dev.mintmark.server.log;

import org.jspecify.annotations.Nullable;

import java.util.logging.LogRecord;
import java.util.logging.Logger;

/// The log of one class:
///
/// ```java
/// private static final Log LOG = Log.of(KeyRing.class);
///
/// LOG.info("key created", "kid", kid, "alg", alg);
/// LOG.error("key store unreadable", failure, "path", path);
/// ```
///
/// The message is a constant, what varies goes into pairs of name and value: a reader searches for
/// the message and filters by field. Names are ours, values may be hostile.
public final class Log {
    private final Logger logger;

    private Log(Logger logger) {
        this.logger = logger;
    }

    public static Log of(Class<?> owner) {
        return new Log(Logger.getLogger(owner.getName()));
    }

    public void debug(String message, @Nullable Object... fields) {
        write(Severity.DEBUG, message, null, fields);
    }

    public void info(String message, @Nullable Object... fields) {
        write(Severity.INFO, message, null, fields);
    }

    public void warn(String message, @Nullable Object... fields) {
        write(Severity.WARN, message, null, fields);
    }

    public void warn(String message, Throwable cause, @Nullable Object... fields) {
        write(Severity.WARN, message, cause, fields);
    }

    public void error(String message, @Nullable Object... fields) {
        write(Severity.ERROR, message, null, fields);
    }

    public void error(String message, Throwable cause, @Nullable Object... fields) {
        write(Severity.ERROR, message, cause, fields);
    }

    private void write(
            Severity severity,
            String message,
            @Nullable Throwable cause,
            @Nullable Object[] pairs) {
        // Read before the level is asked for: a wrong call fails in every test, not in one debug
        // run.
        var fields = Fields.of(pairs);
        if (!logger.isLoggable(severity.level())) {
            return;
        }
        var line = new LogRecord(severity.level(), message);
        line.setLoggerName(logger.getName());
        line.setParameters(new Object[] {fields});
        line.setThrown(cause);
        logger.log(line);
    }
}
