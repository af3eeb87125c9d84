package dev.mintmark.verifier.jwt;

/// The text is not a signed token that has exactly one reading.
///
/// The message names a rule, never the content. There is no stack trace, because malformed input is
/// ordinary and attackers must not be able to make it expensive.
public final class MalformedJws extends Exception {

    private static final long serialVersionUID = 1L;

    MalformedJws(String rule) {
        super(rule, null, false, false);
    }

    /// The rule that was broken.
    public String rule() {
        return String.valueOf(getMessage());
    }
}
