package dev.mintmark.server.http;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// A path whose segments are either literal or `{named}`. The literal ones are compared as they
/// were sent: nothing is normalised, so nothing can be smuggled past a proxy that normalises
/// differently.
record PathTemplate(List<String> segments) {
    PathTemplate {
        segments = List.copyOf(segments);
        var names = new HashSet<String>();
        for (var segment : segments) {
            if (isName(segment) && !names.add(segment)) {
                throw new IllegalArgumentException("%s stands twice".formatted(segment));
            }
        }
    }

    static PathTemplate of(String path) {
        return new PathTemplate(split(path));
    }

    static List<String> split(String path) {
        return List.of(path.split("/", -1));
    }

    boolean isLiteral() {
        return segments.stream().noneMatch(PathTemplate::isName);
    }

    /// The decoded parameters, if the path fits.
    Optional<Map<String, String>> match(List<String> path) {
        if (path.size() != segments.size()) {
            return Optional.empty();
        }
        var parameters = new HashMap<String, String>();
        for (int i = 0; i < path.size(); i++) {
            var expected = segments.get(i);
            if (isName(expected)) {
                var value = PercentDecoding.segment(path.get(i)).filter(PathTemplate::isOneSegment);
                if (value.isEmpty()) {
                    return Optional.empty();
                }
                parameters.put(expected.substring(1, expected.length() - 1), value.get());
            } else if (!expected.equals(path.get(i))) {
                return Optional.empty();
            }
        }
        return Optional.of(parameters);
    }

    /// Decoding must not turn one segment into several, nor into a step.
    private static boolean isOneSegment(String value) {
        return !value.isEmpty()
                && !value.equals(".")
                && !value.equals("..")
                && value.chars().noneMatch(c -> c == '/' || c == '\\' || Character.isISOControl(c));
    }

    private static boolean isName(String segment) {
        return segment.startsWith("{") && segment.endsWith("}");
    }
}
