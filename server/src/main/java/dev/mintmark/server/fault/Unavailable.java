package dev.mintmark.server.fault;

import java.time.Duration;

/// Something this process leans on (the database, the password pool) cannot serve right now. The
/// caller should come back later; nothing was changed, or the change can safely be asked for again.
public final class Unavailable extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final transient Duration retryAfter;

    public Unavailable(String what, Duration retryAfter, Throwable cause) {
        super(what, cause);
        this.retryAfter = retryAfter;
    }

    public Unavailable(String what, Duration retryAfter) {
        super(what);
        this.retryAfter = retryAfter;
    }

    public Duration retryAfter() {
        return retryAfter;
    }
}
