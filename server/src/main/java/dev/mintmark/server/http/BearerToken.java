package dev.mintmark.server.http;

import java.util.regex.Pattern;

/// A token in the `Authorization` header (RFC 6750 §2.1). Another scheme means that there is none.
public sealed interface BearerToken {
    record Absent() implements BearerToken {}

    record Present(String token) implements BearerToken {
        @Override
        public String toString() {
            return "Present[***]";
        }
    }

    /// Repeated, a list, empty, or with characters no token has.
    record Malformed() implements BearerToken {}

    Pattern TOKEN68 = Pattern.compile("[A-Za-z0-9._~+/-]+=*");

    static BearerToken read(HttpRequest request) {
        return switch (Authorization.of(request)) {
            case Authorization.Absent() -> new Absent();
            case Authorization.Malformed() -> new Malformed();
            case Authorization.Present(var scheme, var credentials) -> {
                if (!scheme.equals("bearer")) {
                    yield new Absent();
                }
                yield TOKEN68.matcher(credentials).matches()
                        ? new Present(credentials)
                        : new Malformed();
            }
        };
    }
}
