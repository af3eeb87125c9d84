package dev.mintmark.verifier.revocation;

/// What came is not what it should be. The message names a rule, never the content, and there is no
/// stack trace: malformed input is ordinary and must not be expensive.
final class Malformed extends Exception {

    private static final long serialVersionUID = 1L;

    Malformed(String rule) {
        super(rule, null, false, false);
    }

    /// The rule that was broken.
    String rule() {
        return String.valueOf(getMessage());
    }
}
