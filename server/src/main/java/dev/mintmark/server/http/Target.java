package dev.mintmark.server.http;

import java.util.Map;

/// Who answers a request, how errors look there, and what its path said.
///
/// @param route the path as it was registered, for numbers: never what was sent
record Target(
        Endpoint endpoint, ErrorShape shape, String route, Map<String, String> pathParameters) {
    /// Stands for everything that leads nowhere.
    static final String NOWHERE = "none";

    Target {
        pathParameters = Map.copyOf(pathParameters);
    }
}
