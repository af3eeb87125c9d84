package dev.mintmark.adapter.http;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

/// One challenge of `WWW-Authenticate` (RFC 9110 §11.6.1): a scheme and what it has to say. Every
/// value is a quoted string, which RFC 6750 §3 asks for and every client understands.
public record Challenge(String scheme, Map<String, String> parameters) {

    public Challenge {
        parameters = java.util.Collections.unmodifiableMap(new LinkedHashMap<>(parameters));
        parameters.values().forEach(Challenge::requireSayable);
    }

    static Challenge of(String scheme) {
        return new Challenge(scheme, Map.of());
    }

    /// With one parameter more; a second value for the same name replaces the first.
    Challenge with(String name, String value) {
        var more = new LinkedHashMap<>(parameters);
        more.put(name, value);
        return new Challenge(scheme, more);
    }

    /// Whether a header can hold the text. What cannot be said in ASCII has no agreed encoding
    /// there, and a line break would begin another header.
    static boolean isSayable(String text) {
        return text.chars().allMatch(c -> c >= ' ' && c < 0x7F);
    }

    static String requireSayable(String text) {
        if (!isSayable(text)) {
            throw new IllegalArgumentException(
                    "a challenge can hold printable ASCII characters only");
        }
        return text;
    }

    /// The value of the header.
    public String text() {
        if (parameters.isEmpty()) {
            return scheme;
        }
        return parameters.entrySet().stream()
                .map(each -> each.getKey() + "=" + quoted(each.getValue()))
                .collect(Collectors.joining(", ", scheme + " ", ""));
    }

    private static String quoted(String text) {
        return '"' + text.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
    }
}
