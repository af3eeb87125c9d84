package dev.mintmark.adapter.http;

import java.util.List;
import java.util.regex.Pattern;

/// The grammar of `Authorization` (RFC 9110 §11.4, RFC 6750 §2.1).
final class CredentialsReading {

    private static final Credentials NONE = new Credentials.None();

    /// One of our schemes as a further member of a list, which RFC 9110 does not allow here. Looked
    /// for behind foreign schemes only, whose parameters are rightly separated by commas.
    private static final Pattern LISTED =
            Pattern.compile(",[ \t]*(?:bearer|dpop) ", Pattern.CASE_INSENSITIVE);

    private CredentialsReading() {}

    static Credentials of(RequestHead request) {
        List<String> lines = request.headers("Authorization");
        boolean inQuery =
                request.rawQuery().filter(query -> Query.names(query, "access_token")).isPresent();
        if (lines.isEmpty() || (lines.size() == 1 && lines.get(0).isEmpty())) {
            return inQuery ? new Credentials.InQuery() : NONE;
        }
        if (lines.size() > 1) {
            return new Credentials.Malformed("Send one Authorization header, not several.");
        }
        Credentials read = ofLine(lines.get(0), request);
        if (!inQuery || read instanceof Credentials.Malformed) {
            return read;
        }
        return read instanceof Credentials.None
                ? new Credentials.InQuery()
                : new Credentials.Malformed(
                        "Send the access token in the Authorization header only.");
    }

    private static Credentials ofLine(String line, RequestHead request) {
        int end = line.indexOf(' ');
        String scheme = end < 0 ? line : line.substring(0, end);
        if (scheme.isEmpty() || !scheme.chars().allMatch(CredentialsReading::isTokenChar)) {
            return new Credentials.Malformed("Authorization must begin with a scheme.");
        }
        boolean bearer = scheme.equalsIgnoreCase("Bearer");
        if (!bearer && !scheme.equalsIgnoreCase("DPoP")) {
            return LISTED.matcher(line).find()
                    ? new Credentials.Malformed("Send one scheme in Authorization, not a list.")
                    : NONE;
        }
        int start = Math.max(end, 0);
        while (start < line.length() && line.charAt(start) == ' ') {
            start++;
        }
        String token = end < 0 ? "" : line.substring(start);
        if (!isToken68(token)) {
            return new Credentials.Malformed(
                    "One token must follow the scheme, in the characters of RFC 9110's token68.");
        }
        return bearer
                ? new Credentials.Bearer(token)
                : new Credentials.Dpop(token, request.headers("DPoP"));
    }

    private static boolean isToken68(String text) {
        int end = text.length();
        while (end > 0 && text.charAt(end - 1) == '=') {
            end--;
        }
        for (int i = 0; i < end; i++) {
            char c = text.charAt(i);
            if (!isAlphanumeric(c) && "-._~+/".indexOf(c) < 0) {
                return false;
            }
        }
        return end > 0;
    }

    private static boolean isTokenChar(int c) {
        return isAlphanumeric(c) || "!#$%&'*+-.^_`|~".indexOf(c) >= 0;
    }

    private static boolean isAlphanumeric(int c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
    }
}
