package dev.mintmark.cli.admin;

import dev.mintmark.cli.terminal.Secret;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Collectors;

/// One call to the admin API. The body counts as a secret, since it may carry a password.
public record AdminRequest(String method, String path, Optional<Secret> body) {
    /// Each segment is a name from outside, so each is escaped by itself: a user called `a/b` stays
    /// one segment.
    public static AdminRequest read(String... segments) {
        return new AdminRequest("GET", path(segments), Optional.empty());
    }

    public static AdminRequest write(String... segments) {
        return new AdminRequest("POST", path(segments), Optional.empty());
    }

    public static AdminRequest delete(String... segments) {
        return new AdminRequest("DELETE", path(segments), Optional.empty());
    }

    public AdminRequest with(Body body) {
        return new AdminRequest(method, path, Optional.of(body.json()));
    }

    public AdminRequest where(String name, Optional<String> value) {
        return value.map(text ->
                        new AdminRequest(
                                method,
                                path
                                        + (path.contains("?") ? "&" : "?")
                                        + name
                                        + "="
                                        + escaped(text),
                                body))
                .orElse(this);
    }

    private static String path(String... segments) {
        return Arrays.stream(segments)
                .map(AdminRequest::escaped)
                .collect(Collectors.joining("/", "/admin/v1/", ""));
    }

    private static String escaped(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }

    /// Adding the first account or client may set up an authority; nothing else may.
    public Bootstrap.Where startableOn() {
        boolean adds =
                method.equals("POST")
                        && (path.equals("/admin/v1/users") || path.equals("/admin/v1/clients"));
        return adds ? Bootstrap.Where.ANYWHERE : Bootstrap.Where.DATA_ONLY;
    }
}
