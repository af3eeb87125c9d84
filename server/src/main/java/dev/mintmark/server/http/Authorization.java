package dev.mintmark.server.http;

import java.util.Locale;

/// The `Authorization` header taken apart into scheme and credentials.
sealed interface Authorization {
    record Absent() implements Authorization {}

    /// `scheme` is in lower case.
    record Present(String scheme, String credentials) implements Authorization {
        @Override
        public String toString() {
            return scheme + " ***";
        }
    }

    /// More than one header, or none that has a scheme and something after it. Two headers are
    /// never resolved by taking one: a proxy in front may have checked the other.
    record Malformed() implements Authorization {}

    static Authorization of(HttpRequest request) {
        var headers = request.headers().values("Authorization");
        if (headers.isEmpty()) {
            return new Absent();
        }
        var header = headers.getFirst();
        int space = header.indexOf(' ');
        if (headers.size() > 1 || space < 1) {
            return new Malformed();
        }
        return new Present(
                header.substring(0, space).toLowerCase(Locale.ROOT),
                header.substring(space).stripLeading());
    }
}
