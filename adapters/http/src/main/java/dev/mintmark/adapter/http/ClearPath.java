package dev.mintmark.adapter.http;

import java.util.Locale;

/// Whether a path means one address to everybody who reads it. Rules about paths protect what a
/// container and a framework behind it find under the same path, and these do not agree on the
/// rest: one joins empty segments where another keeps them, one decodes a second time, one cuts at
/// a semicolon.
final class ClearPath {

    private ClearPath() {}

    /// @param decoded once, and without parameters, as rules see it
    static boolean is(String decoded) {
        for (int i = 0; i < decoded.length(); i++) {
            char c = decoded.charAt(i);
            if (c < ' ' || c == 0x7F || c == '\\' || c == ';' || isEncoded(decoded, i)) {
                return false;
            }
        }
        return !decoded.contains("//") && !hasDots(decoded);
    }

    /// For what a container has resolved before the rules see it: others may resolve it in another
    /// way, or resolve what it has left, such as separators that are encoded. Clients resolve dots
    /// themselves before they send anything.
    ///
    /// @param raw as it was sent
    static boolean isAlso(String raw) {
        String lower = raw.toLowerCase(Locale.ROOT).replace("%2e", ".");
        if (lower.contains("%2f") || lower.contains("%5c") || lower.contains("\\")) {
            return false;
        }
        StringBuilder plain = new StringBuilder(lower.length());
        for (String segment : lower.split("/", -1)) {
            int parameters = segment.indexOf(';');
            plain.append('/').append(parameters < 0 ? segment : segment.substring(0, parameters));
        }
        return !plain.substring(1).contains("//") && !hasDots(plain.toString());
    }

    private static boolean hasDots(String path) {
        for (String segment : path.split("/", -1)) {
            if (segment.equals(".") || segment.equals("..")) {
                return true;
            }
        }
        return false;
    }

    /// A character that is encoded still, after all was decoded.
    private static boolean isEncoded(String path, int at) {
        return path.charAt(at) == '%'
                && at + 2 < path.length()
                && isHex(path.charAt(at + 1))
                && isHex(path.charAt(at + 2));
    }

    private static boolean isHex(char c) {
        return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F');
    }
}
