package dev.mintmark.server.http;

/// Whether the caller has it already (RFC 9110 section 13.1.2).
public final class EntityTags {
    private EntityTags() {}

    /// Compares as the header asks: a weak tag counts like a strong one.
    ///
    /// @param tag with its quotes
    public static boolean isKnown(HttpRequest request, String tag) {
        for (String line : request.headers().values("If-None-Match")) {
            for (String candidate : line.split(",", -1)) {
                var known = candidate.strip();
                if (known.equals("*") || known.equals(tag) || known.equals("W/" + tag)) {
                    return true;
                }
            }
        }
        return false;
    }
}
