package dev.mintmark.adapter.servlet;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URLDecoder;
import java.util.ArrayDeque;

/// Finds addresses as carelessly as all frameworks together: decodes twice, drops parameters, takes
/// backslashes for slashes, joins empty segments, follows dots, and does not mind a slash at the
/// end. What the filter lets through must be what this serves.
final class LooseRouter {

    private LooseRouter() {}

    static String read(String rawPath) {
        String path = decoded(decoded(rawPath)).replace('\\', '/');
        var kept = new ArrayDeque<String>();
        for (String segment : path.split("/", -1)) {
            int parameters = segment.indexOf(';');
            String name = parameters < 0 ? segment : segment.substring(0, parameters);
            if (name.equals("..")) {
                kept.pollLast();
            } else if (!name.isEmpty() && !name.equals(".")) {
                kept.addLast(name);
            }
        }
        return "/" + String.join("/", kept);
    }

    private static String decoded(String path) {
        try {
            return URLDecoder.decode(path.replace("+", "%2B"), UTF_8);
        } catch (IllegalArgumentException notEncoded) {
            return path;
        }
    }
}
