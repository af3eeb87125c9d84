package dev.mintmark.server.http;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/// Finds who answers. A path with a dot segment is nobody's: a proxy that takes
/// `/inside/../outside` for `/outside` may let it pass to what it keeps closed, and send it on as
/// it came. A path without parameters beats one with; a path nobody has is refused in the shape of
/// the group with the longest prefix.
public final class Routes {
    private static final Pattern DOT_SEGMENT =
            Pattern.compile("/(?:\\.|%2e){1,2}(?:/|;|$)", Pattern.CASE_INSENSITIVE);

    private final Map<String, Route> literal = new HashMap<>();
    private final List<Route> templates = new ArrayList<>();
    private final List<RouteGroup> groups;
    private final String mount;

    private Routes(List<RouteGroup> groups, String mount) {
        this.mount = mount;
        this.groups =
                groups.stream()
                        .sorted(
                                Comparator.comparingInt((RouteGroup g) -> g.prefix().length())
                                        .reversed())
                        .toList();
        for (var group : groups) {
            group.routes().forEach(this::add);
        }
    }

    public static Routes of(RouteGroup... groups) {
        return new Routes(List.of(groups), "");
    }

    /// The same routes under one more path as well, such as `/auth`: a proxy may pass on the path
    /// of an issuer's URL or take it off.
    public Routes alsoUnder(String path) {
        if (!path.isEmpty() && (!path.startsWith("/") || path.endsWith("/"))) {
            throw new IllegalArgumentException("a path begins with a slash and ends without one");
        }
        return new Routes(groups, path);
    }

    private void add(String path, Route route) {
        if (!route.path().isLiteral()) {
            templates.add(route);
        } else if (literal.put(path, route) != null) {
            throw new IllegalArgumentException("%s is in two groups".formatted(path));
        }
    }

    /// Answers one part of the server that asks another, without a wire.
    public HttpResponse answer(HttpRequest request) {
        var target = find(request.method(), request.path());
        return target.endpoint().handle(request.pathParameters(target.pathParameters()));
    }

    Target find(String method, String full) {
        var path = full.startsWith(mount + "/") ? full.substring(mount.length()) : full;
        var route = literal.get(path);
        if (route != null) {
            return route.target(method, Map.of());
        }
        if (DOT_SEGMENT.matcher(path).find()) {
            return nowhere(path);
        }
        if (!templates.isEmpty()) {
            var segments = PathTemplate.split(path);
            for (var template : templates) {
                var parameters = template.path().match(segments);
                if (parameters.isPresent()) {
                    return template.target(method, parameters.get());
                }
            }
        }
        return elsewhere(path);
    }

    private Target elsewhere(String path) {
        for (var group : groups) {
            for (var one : group.everythings().entrySet()) {
                if (path.equals(one.getKey()) || path.startsWith(one.getKey() + "/")) {
                    return new Target(one.getValue(), group.shape(), one.getKey(), Map.of());
                }
            }
        }
        return nowhere(path);
    }

    private Target nowhere(String path) {
        var shape =
                groups.stream()
                        .filter(g -> path.startsWith(g.prefix()))
                        .findFirst()
                        .map(RouteGroup::shape)
                        .orElse(ErrorShape.PROBLEM);
        return new Target(_ -> shape.render(Errors.NOT_FOUND), shape, Target.NOWHERE, Map.of());
    }
}
