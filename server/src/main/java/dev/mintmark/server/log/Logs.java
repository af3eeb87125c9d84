package dev.mintmark.server.log;

import java.io.OutputStream;
import java.io.UnsupportedEncodingException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogManager;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.logging.StreamHandler;

/// Turns the JDK's logging into JSON lines. Call once, before anything else starts.
public final class Logs {
    private static final Logger ROOT = Logger.getLogger("");
    private static final Logger OURS = Logger.getLogger("dev.mintmark");

    /// Chatty below a warning, and at debug level they print what clients send. Held here because
    /// the JDK forgets the level of a logger nobody references.
    private static final List<Logger> LIBRARIES =
            List.of(Logger.getLogger("org.eclipse.jetty"), Logger.getLogger("org.sqlite"));

    private Logs() {}

    /// Our own lines from `severity` up, everybody else's from `warn` up, all on standard error.
    public static void install(Severity severity) {
        install(severity, System.err);
    }

    static void install(Severity severity, OutputStream out) {
        LogManager.getLogManager().reset();
        ROOT.setLevel(Level.WARNING);
        OURS.setLevel(severity.level());
        LIBRARIES.forEach(logger -> logger.setLevel(Level.WARNING));
        ROOT.addHandler(linesTo(out));
    }

    private static Handler linesTo(OutputStream out) {
        var handler = new Flushing(out);
        handler.setLevel(Level.ALL);
        try {
            handler.setEncoding(StandardCharsets.UTF_8.name());
        } catch (UnsupportedEncodingException e) {
            throw new IllegalStateException("every Java has UTF-8", e);
        }
        return handler;
    }

    /// A line is worth most when the process dies right after it, so none waits in a buffer; and
    /// closing must not take standard error away from those who still have something to say.
    private static final class Flushing extends StreamHandler {
        Flushing(OutputStream out) {
            super(out, new JsonLines());
        }

        @Override
        public synchronized void publish(LogRecord line) {
            super.publish(line);
            flush();
        }

        @Override
        public synchronized void close() {
            flush();
        }
    }
}
