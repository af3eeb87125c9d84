package dev.mintmark.verifier.json;

/// The text is not JSON that has exactly one reading.
///
/// The message names a position and a rule, never the content: the text may hold secrets. There is
/// no stack trace, because malformed input is ordinary and attackers must not be able to make it
/// expensive.
public final class MalformedJson extends Exception {

    private static final long serialVersionUID = 1L;

    MalformedJson(String rule, int position) {
        super(rule + " (at byte " + position + ")", null, false, false);
    }
}
