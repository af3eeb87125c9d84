package dev.mintmark.server.http;

import java.util.Base64;
import java.util.Optional;

/// A client's name and secret in the `Authorization` header: RFC 7617, with each half form-encoded
/// first as RFC 6749 §2.3.1 asks. Another scheme means that there are none.
public sealed interface BasicCredentials {
    record Absent() implements BasicCredentials {}

    record Present(String id, String secret) implements BasicCredentials {
        @Override
        public String toString() {
            return "Present[id=%s, secret=***]".formatted(id);
        }
    }

    record Malformed() implements BasicCredentials {}

    static BasicCredentials read(HttpRequest request) {
        return switch (Authorization.of(request)) {
            case Authorization.Absent() -> new Absent();
            case Authorization.Malformed() -> new Malformed();
            case Authorization.Present(var scheme, var credentials) ->
                    scheme.equals("basic")
                            ? decoded(credentials).orElseGet(Malformed::new)
                            : new Absent();
        };
    }

    /// The first colon divides; an unencoded one in the secret is part of it.
    private static Optional<BasicCredentials> decoded(String credentials) {
        return base64(credentials)
                .flatMap(PercentDecoding::utf8)
                .filter(pair -> pair.indexOf(':') > 0)
                .flatMap(pair -> {
                    int colon = pair.indexOf(':');
                    var id = PercentDecoding.unicodeForm(pair.substring(0, colon));
                    var secret = PercentDecoding.unicodeForm(pair.substring(colon + 1));
                    return id.flatMap(i -> secret.map(s -> new Present(i, s)));
                });
    }

    private static Optional<byte[]> base64(String text) {
        try {
            return Optional.of(Base64.getDecoder().decode(text));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
