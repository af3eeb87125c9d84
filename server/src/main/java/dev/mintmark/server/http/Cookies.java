package dev.mintmark.server.http;

import java.util.ArrayList;
import java.util.Optional;

/// One cookie of a request (RFC 6265 §5.4). A name that comes twice is never resolved by taking one
/// of the two: one may have been planted, and readers differ in which they take.
public sealed interface Cookies {
    record Absent() implements Cookies {}

    record Present(String value) implements Cookies {
        @Override
        public String toString() {
            return "Present[***]";
        }
    }

    record Repeated() implements Cookies {}

    /// Names are compared as they are, case included.
    static Cookies find(HttpRequest request, String name) {
        var values = new ArrayList<String>();
        for (var line : request.headers().values("Cookie")) {
            for (var pair : line.split(";", -1)) {
                int equals = pair.indexOf('=');
                if (equals >= 0 && pair.substring(0, equals).strip().equals(name)) {
                    values.add(pair.substring(equals + 1).strip());
                }
            }
        }
        return switch (values.size()) {
            case 0 -> new Absent();
            case 1 -> new Present(values.getFirst());
            default -> new Repeated();
        };
    }

    default Optional<String> found() {
        return this instanceof Present(var value) ? Optional.of(value) : Optional.empty();
    }
}
