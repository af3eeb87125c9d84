package dev.mintmark.server.config;

/// A secret that was said to be somewhere is not, or is not what it should be. The message is a
/// sentence for the operator.
public final class SecretNotThere extends RuntimeException {
    private static final long serialVersionUID = 1;

    SecretNotThere(String sentence) {
        super(sentence);
    }
}
