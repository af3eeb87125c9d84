package dev.mintmark.server.http.forward;

import dev.mintmark.server.http.Headers;
import dev.mintmark.server.http.HttpRequest;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/// The request that a proxy asks about.
///
/// | who | says it by |
/// |---|---|
/// | Traefik, Caddy | `X-Forwarded-Method`, `-Uri`, `-Host`, `-Proto` |
/// | nginx, HAProxy, Apache as we configure them | `X-Original-Method`, `X-Original-URI`, and the last two |
/// | Envoy | its own method, and its path behind ours |
///
/// @param origin scheme and host as the browser sees them; empty when the proxy does not say
/// @param target path and query
record Original(String method, Optional<String> origin, String target) {
    private static final List<String> SAFE = List.of("GET", "HEAD", "OPTIONS", "TRACE");
    private static final Pattern METHOD = Pattern.compile("[A-Z]{1,20}");
    private static final Pattern TARGET = Pattern.compile("/[\\x21-\\x7e]{0,4095}");
    private static final Pattern HOST =
            Pattern.compile("([a-z0-9.-]{1,253}|\\[[0-9a-f:.]+])(:[0-9]{1,5})?");

    /// Empty when the proxy contradicts itself or says something that no request line could hold.
    ///
    /// @param mount the path that the question was asked at
    static Optional<Original> of(HttpRequest request, String mount) {
        var headers = request.headers();
        var method = either(headers, "X-Forwarded-Method", "X-Original-Method");
        var target = either(headers, "X-Forwarded-Uri", "X-Original-URI");
        if (method.isEmpty() || target.isEmpty()) {
            return Optional.empty();
        }
        var said = method.get().orElse(request.method());
        var path = target.get().orElseGet(() -> beneath(request, mount));
        if (!METHOD.matcher(said).matches() || !TARGET.matcher(path).matches()) {
            return Optional.empty();
        }
        return Optional.of(new Original(said, origin(headers), path));
    }

    boolean isSafe() {
        return SAFE.contains(method);
    }

    /// The value of whichever header is there; nothing at all when they disagree or come twice.
    private static Optional<Optional<String>> either(Headers headers, String one, String other) {
        var values = headers.values(one);
        var others = headers.values(other);
        if (values.size() > 1
                || others.size() > 1
                || (!values.isEmpty() && !others.isEmpty() && !values.equals(others))) {
            return Optional.empty();
        }
        return Optional.of(
                values.isEmpty() ? others.stream().findFirst() : values.stream().findFirst());
    }

    private static String beneath(HttpRequest request, String mount) {
        int at = request.path().indexOf(mount);
        var path = at < 0 ? "" : request.path().substring(at + mount.length());
        return path.isEmpty() ? "/" : path;
    }

    private static Optional<String> origin(Headers headers) {
        var proto = headers.values("X-Forwarded-Proto");
        var host = headers.values("X-Forwarded-Host");
        if (proto.size() != 1
                || host.size() != 1
                || !(proto.getFirst().equals("https") || proto.getFirst().equals("http"))) {
            return Optional.empty();
        }
        var name = host.getFirst().toLowerCase(Locale.ROOT);
        return HOST.matcher(name).matches()
                ? Optional.of(proto.getFirst() + "://" + name)
                : Optional.empty();
    }
}
