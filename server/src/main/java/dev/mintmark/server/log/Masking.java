package dev.mintmark.server.log;

import java.util.regex.Pattern;

/// The last net. Nobody logs a secret on purpose, but exceptions of other people quote their input.
/// What looks like one of our secrets or like a signed token loses everything but its kind.
final class Masking {
    private static final Pattern OURS = Pattern.compile("\\b(mm_[a-z]{2,3}_)[A-Za-z0-9_]+");
    private static final Pattern JWT = Pattern.compile("\\beyJ[A-Za-z0-9_-]+(\\.[A-Za-z0-9_-]*)+");

    private Masking() {}

    static String apply(String text) {
        var masked = text;
        if (masked.contains("mm_")) {
            masked = OURS.matcher(masked).replaceAll("$1***");
        }
        if (masked.contains("eyJ")) {
            masked = JWT.matcher(masked).replaceAll("eyJ***");
        }
        return masked;
    }
}
