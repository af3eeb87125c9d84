package dev.mintmark.server.fault;

/// The authority cannot start. The message is one sentence for the operator: what is wrong, where,
/// and what to do about it. It never holds a secret.
public final class CannotStart extends RuntimeException {
    private static final long serialVersionUID = 1;

    public CannotStart(String sentence) {
        super(sentence);
    }

    public CannotStart(String sentence, Throwable cause) {
        super(sentence, cause);
    }
}
