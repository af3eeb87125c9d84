package dev.mintmark.server.http;

import java.util.Map;

/// Who answers a request, how errors look there, and what its path said.
record Target(Endpoint endpoint, ErrorShape shape, Map<String, String> pathParameters) {
    Target {
        pathParameters = Map.copyOf(pathParameters);
    }
}
