package dev.mintmark.server.http;

import java.util.Map;

/// What happens at one path, by method.
///
/// @param name the path as it was registered
record Route(
        String name,
        PathTemplate path,
        Map<String, Endpoint> methods,
        Endpoint otherwise,
        ErrorShape shape) {
    Route {
        methods = Map.copyOf(methods);
    }

    Target target(String method, Map<String, String> pathParameters) {
        return new Target(methods.getOrDefault(method, otherwise), shape, name, pathParameters);
    }
}
