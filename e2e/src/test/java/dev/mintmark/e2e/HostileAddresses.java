package dev.mintmark.e2e;

import java.util.stream.Stream;

/// Published documents, health, and addresses where nothing is.
final class HostileAddresses {
    private HostileAddresses() {}

    static Stream<Probe> all() {
        return Stream.of(
                        Stream.of("/health/live", "/health/ready")
                                .map(path ->
                                        Probe.bare("POST " + path, "POST", path)
                                                .expect(
                                                        405,
                                                        "method_not_allowed",
                                                        "Allow: GET, HEAD")),
                        Stream.of(
                                        "/.well-known/jwks.json",
                                        "/.well-known/openid-configuration",
                                        "/.well-known/oauth-authorization-server")
                                .flatMap(path ->
                                        Stream.of("POST", "PUT", "DELETE")
                                                .map(method ->
                                                        Probe.bare(
                                                                        method + " " + path,
                                                                        method,
                                                                        path)
                                                                .expect(
                                                                        405,
                                                                        "method_not_allowed",
                                                                        "Allow: GET, HEAD, OPTIONS"))),
                        Stream.of(
                                        "/x",
                                        "/.well-known/",
                                        "/.well-known/jwks.json/",
                                        "/health",
                                        "/v1/",
                                        "/v1/logins",
                                        "/.env",
                                        "/index.php",
                                        "/metric",
                                        "/HEALTH/live",
                                        "/health/live;x=1",
                                        "/health/../health/live")
                                .map(path ->
                                        Probe.bare("nothing at " + path, "GET", path)
                                                .expect(404, "not_found")),
                        Stream.of("/oauth2/", "/oauth2/tokens", "/oauth2/token/")
                                .map(path ->
                                        Probe.form("nothing at " + path, path, "a=b")
                                                .expect(404, "invalid_request")),
                        Stream.of(
                                        "//health/live",
                                        "/%2e%2e/x",
                                        "/health%2flive",
                                        "/health/live%00",
                                        "/\\..\\x",
                                        "/%zz",
                                        "/health/live\u00ff")
                                .map(path ->
                                        Probe.bare("crooked " + path, "GET", path)
                                                .expect(400, "bad_request")),
                        Stream.of(
                                Probe.bare("an endless address", "GET", "/" + "a".repeat(9_000))
                                        .expect(414, "uri_too_long"),
                                Probe.bare("an endless cookie", "GET", "/health/live")
                                        .header("Cookie: " + "c".repeat(9_000))
                                        .expect(431, "headers_too_large"),
                                Probe.bare(
                                                "if-none-match of nonsense",
                                                "GET",
                                                "/.well-known/jwks.json")
                                        .header("If-None-Match: \"\",,,W/x," + "*x")
                                        .expect(200, "")))
                .flatMap(probes -> probes);
    }
}
