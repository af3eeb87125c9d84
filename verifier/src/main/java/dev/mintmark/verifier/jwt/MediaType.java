package dev.mintmark.verifier.jwt;

import java.util.Locale;

/// Compares the media types in `typ` and `cty` (RFC 7515 §4.1.9): case does not matter in ASCII,
/// and `application/` may be left out when no other slash follows.
public final class MediaType {

    private static final String PREFIX = "application/";

    private MediaType() {}

    public static boolean matches(String actual, String expected) {
        return shortForm(actual).equals(shortForm(expected));
    }

    private static String shortForm(String type) {
        // Outside ASCII lower case maps some letters onto ASCII ones (the Kelvin sign onto k).
        if (!type.chars().allMatch(c -> c < 0x80)) {
            return type;
        }
        String lower = type.toLowerCase(Locale.ROOT);
        return lower.startsWith(PREFIX) && lower.indexOf('/', PREFIX.length()) < 0
                ? lower.substring(PREFIX.length())
                : lower;
    }
}
