package dev.mintmark.cli.terminal;

import java.util.Objects;

/// A password, a client secret or a key. Prints as `***`, so that it cannot slip into a message or
/// a stack trace.
public final class Secret {
    private final String text;

    private Secret(String text) {
        this.text = Objects.requireNonNull(text);
    }

    public static Secret of(String text) {
        return new Secret(text);
    }

    /// The only way out.
    public String reveal() {
        return text;
    }

    @Override
    public String toString() {
        return "***";
    }
}
