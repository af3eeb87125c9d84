package dev.mintmark.server.config;

import java.util.Objects;

/// A text that must not be seen: it prints as `***` and leaves through one method only, so that one
/// search finds every use.
public final class Secret {
    private final String text;

    public Secret(String text) {
        this.text = Objects.requireNonNull(text);
        if (text.isEmpty()) {
            throw new IllegalArgumentException("a secret cannot be empty");
        }
    }

    public String reveal() {
        return text;
    }

    @Override
    public String toString() {
        return "***";
    }
}
