package dev.mintmark.server.http;

import java.util.Set;

/// Reads the parameters of an address.
public final class Query {
    private Query() {}

    public static Reading read(HttpRequest request, String... repeatable) {
        return Parameters.read(request.query().orElse(""), Set.of(repeatable));
    }
}
