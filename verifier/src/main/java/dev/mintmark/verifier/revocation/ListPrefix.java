package dev.mintmark.verifier.revocation;

import dev.mintmark.verifier.fetch.Address;

import java.net.URI;
import java.util.regex.Pattern;

/// Where the issuer's lists are. Tokens name lists, and what a token says must not send us anywhere
/// else.
record ListPrefix(String text) {

    /// One segment, in characters that mean themselves.
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_~-][A-Za-z0-9._~-]{0,127}");

    static ListPrefix of(URI prefix) {
        Address.requireFetchable(prefix);
        if (prefix.getRawQuery() != null || !prefix.getRawPath().endsWith("/")) {
            throw new IllegalArgumentException(
                    "the prefix of list addresses ends in a slash and has no query");
        }
        return new ListPrefix(prefix.toString());
    }

    boolean covers(String uri) {
        return uri.startsWith(text) && NAME.matcher(uri.substring(text.length())).matches();
    }
}
