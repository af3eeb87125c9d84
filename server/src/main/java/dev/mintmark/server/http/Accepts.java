package dev.mintmark.server.http;

import java.util.Locale;
import java.util.regex.Pattern;

/// What the caller can read (RFC 9110 sections 12.4.2, 12.5.1 and 12.5.3). Only whether something
/// is taken at all, not how much it is liked: there is never more than one thing to give.
public final class Accepts {
    private static final Pattern REFUSED = Pattern.compile(";[ \\t]*q=0(\\.0*)?[ \\t]*(;|$)");

    private Accepts() {}

    /// @param type such as `application/json`; a caller that says nothing takes anything
    public static boolean type(HttpRequest request, String type) {
        var range = type.substring(0, type.indexOf('/')) + "/*";
        return !request.headers().has("Accept")
                || lists(request, "Accept", type)
                || lists(request, "Accept", range)
                || lists(request, "Accept", "*/*");
    }

    /// @param coding such as `gzip`; a caller that says nothing wants none
    public static boolean coding(HttpRequest request, String coding) {
        return lists(request, "Accept-Encoding", coding);
    }

    private static boolean lists(HttpRequest request, String header, String wanted) {
        for (String line : request.headers().values(header)) {
            for (String part : line.toLowerCase(Locale.ROOT).split(",", -1)) {
                int semicolon = part.indexOf(';');
                var name = semicolon < 0 ? part : part.substring(0, semicolon);
                if (name.strip().equals(wanted) && !REFUSED.matcher(part).find()) {
                    return true;
                }
            }
        }
        return false;
    }
}
