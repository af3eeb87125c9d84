package dev.mintmark.adapter.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URLDecoder;

/// The query of an address, as forms write it.
final class Query {

    private Query() {}

    /// Whether a parameter of this name is there, with whatever value.
    static boolean names(String rawQuery, String name) {
        for (String pair : rawQuery.split("&", -1)) {
            int equals = pair.indexOf('=');
            if (decoded(equals < 0 ? pair : pair.substring(0, equals)).equals(name)) {
                return true;
            }
        }
        return false;
    }

    private static String decoded(String text) {
        if (text.indexOf('%') < 0) {
            return text;
        }
        try {
            return URLDecoder.decode(text, UTF_8);
        } catch (IllegalArgumentException notEncoded) {
            return text;
        }
    }
}
