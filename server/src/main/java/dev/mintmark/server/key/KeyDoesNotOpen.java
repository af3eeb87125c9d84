package dev.mintmark.server.key;

/// A key in the database is not as this authority left it, or was sealed under a master key that is
/// not here. The message is a sentence for the operator.
public final class KeyDoesNotOpen extends RuntimeException {
    private static final long serialVersionUID = 1;

    KeyDoesNotOpen(String sentence) {
        super(sentence);
    }

    KeyDoesNotOpen(String sentence, Throwable cause) {
        super(sentence, cause);
    }
}
