package dev.mintmark.server.http;

import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;

/// Routes that share the beginning of their path and the look of their errors:
///
/// ```java
/// RouteGroup.under("/oauth2/", ErrorShape.OAUTH)
///         .post("/oauth2/token", tokens)
///         .cors(registeredOrigins, "/oauth2/token");
/// ```
///
/// A segment in braces, such as `/admin/v1/users/{name}`, matches exactly one segment.
public final class RouteGroup {
    private final String prefix;
    private final ErrorShape shape;
    private final Map<String, TreeMap<String, Endpoint>> endpoints = new HashMap<>();
    private final Map<String, Endpoint> everythings = new HashMap<>();
    private final Map<String, Cors> cors = new HashMap<>();

    private RouteGroup(String prefix, ErrorShape shape) {
        this.prefix = prefix;
        this.shape = shape;
    }

    public static RouteGroup under(String prefix, ErrorShape shape) {
        if (!prefix.startsWith("/") || !prefix.endsWith("/")) {
            throw new IllegalArgumentException("a prefix begins and ends with a slash");
        }
        return new RouteGroup(prefix, shape);
    }

    /// Answers HEAD as well.
    public RouteGroup get(String path, Endpoint endpoint) {
        add("GET", path, endpoint);
        return add("HEAD", path, endpoint);
    }

    public RouteGroup post(String path, Endpoint endpoint) {
        return add("POST", path, endpoint);
    }

    public RouteGroup put(String path, Endpoint endpoint) {
        return add("PUT", path, endpoint);
    }

    public RouteGroup delete(String path, Endpoint endpoint) {
        return add("DELETE", path, endpoint);
    }

    /// Answers every method, at this path and at all paths beneath it: for what asks on behalf of
    /// other requests and repeats theirs.
    public RouteGroup everything(String path, Endpoint endpoint) {
        if (!(path + "/").startsWith(prefix) || path.endsWith("/")) {
            throw new IllegalArgumentException("%s is not under %s".formatted(path, prefix));
        }
        everythings.put(path, endpoint);
        return this;
    }

    /// Opens routes to scripts of other origins, and answers their preflights.
    public RouteGroup cors(Cors origins, String... paths) {
        for (var path : paths) {
            if (!endpoints.containsKey(path)) {
                throw new IllegalArgumentException("%s has no endpoint".formatted(path));
            }
            cors.put(path, origins);
        }
        return this;
    }

    private RouteGroup add(String method, String path, Endpoint endpoint) {
        if (!path.startsWith(prefix)) {
            throw new IllegalArgumentException("%s is not under %s".formatted(path, prefix));
        }
        var methods = endpoints.computeIfAbsent(path, _ -> new TreeMap<>());
        if (methods.put(method, endpoint) != null) {
            throw new IllegalArgumentException("%s %s is taken".formatted(method, path));
        }
        return this;
    }

    String prefix() {
        return prefix;
    }

    ErrorShape shape() {
        return shape;
    }

    Map<String, Endpoint> everythings() {
        return everythings;
    }

    Map<String, Route> routes() {
        var routes = new HashMap<String, Route>();
        endpoints.forEach((path, methods) -> routes.put(path, route(path, methods)));
        return routes;
    }

    /// Preflights and the wrong method become endpoints too, so that one look-up finds any answer.
    private Route route(String path, Map<String, Endpoint> methods) {
        var open = cors.get(path);
        if (open == null) {
            return new Route(path, PathTemplate.of(path), methods, notAllowed(methods), shape);
        }
        var opened = new TreeMap<String, Endpoint>();
        methods.forEach((method, endpoint) ->
                opened.put(method, r -> open.decorate(r, endpoint.handle(r))));
        var allowed = String.join(", ", methods.keySet());
        opened.put("OPTIONS", request -> open.preflight(request, allowed));
        return new Route(path, PathTemplate.of(path), opened, notAllowed(opened), shape);
    }

    private Endpoint notAllowed(Map<String, Endpoint> methods) {
        var answer =
                shape.render(Errors.METHOD_NOT_ALLOWED)
                        .header("Allow", String.join(", ", methods.keySet()));
        return _ -> answer;
    }
}
