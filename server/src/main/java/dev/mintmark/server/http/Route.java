package dev.mintmark.server.http;

import java.util.Map;

/// What happens at one path, by method.
record Route(
        PathTemplate path, Map<String, Endpoint> methods, Endpoint otherwise, ErrorShape shape) {
    Route {
        methods = Map.copyOf(methods);
    }

    Target target(String method, Map<String, String> pathParameters) {
        return new Target(methods.getOrDefault(method, otherwise), shape, pathParameters);
    }
}
