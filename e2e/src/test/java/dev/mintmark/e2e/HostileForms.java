package dev.mintmark.e2e;

import static dev.mintmark.e2e.HostileSignIns.shortened;

import java.util.stream.Stream;

/// What is wrong with a form in the same way at every OAuth endpoint.
final class HostileForms {
    private static final String CHALLENGE =
            "WWW-Authenticate: Basic realm=\"mintmark\", charset=\"UTF-8\"";

    private HostileForms() {}

    /// What is wrong at each of them in the same way.
    static Stream<Probe> anywhere(String path, String secret) {
        var good = "grant_type=client_credentials&token=x&client_id=svc&client_secret=" + secret;
        return Stream.of(
                        Stream.of("GET", "PUT", "DELETE", "PATCH", "HEADS")
                                .map(method ->
                                        Probe.bare(path + " " + method, method, path)
                                                .expect(405, "invalid_request", "Allow: POST")),
                        Stream.of(
                                        "",
                                        "Content-Type: text/plain",
                                        "Content-Type: application/json",
                                        "Content-Type: multipart/form-data; boundary=x",
                                        "Content-Type: application/x-www-form-urlencoded; charset=utf-16")
                                .map(type -> refused(path, "type " + type, good).typed(type)),
                        Stream.of(
                                        good + "&client_id=svc",
                                        good + "&client_id=",
                                        good + "&x=1&x=2",
                                        good + "&token=%",
                                        good.replace("token=x", "token=%zz"),
                                        good.replace("token=x", "token=%4"),
                                        good.replace("token=x", "token=%00"),
                                        good.replace("token=x", "token=%ff%fe"),
                                        good.replace("token=x", "token=%c0%af"),
                                        good.replace("token=x", "token=%ed%a0%80"),
                                        good.replace("token=x", "token=\u00ff"),
                                        good.replace("token=x", "token=a b"),
                                        good + "&%=1",
                                        good + "&a=1".repeat(9_000),
                                        many(65))
                                .map(body -> refused(path, "form " + shortened(body), body)),
                        Stream.of(
                                        "client_secret",
                                        "token",
                                        "refresh_token",
                                        "access_token",
                                        "code",
                                        "password",
                                        "client%5Fsecret",
                                        "x=%zz&client_secret")
                                .map(name ->
                                        refused(path + "?" + name + "=x", "in the query", good)),
                        Stream.of(
                                Probe.form(path + " too long", path, "a=" + "x".repeat(65_535))
                                        .expect(413, "invalid_request"),
                                Probe.form(path + " huge header", path, good)
                                        .header("X-Huge: " + "h".repeat(9_000))
                                        .expect(431, "headers_too_large"),
                                refused(path, "two methods", good)
                                        .header(Probe.basic("svc", secret)),
                                refused(
                                                path,
                                                "two clients",
                                                "token=x&grant_type=refresh_token&client_id=web")
                                        .header(Probe.basic("svc", secret))),
                        strangers(path, secret))
                .flatMap(probes -> probes);
    }

    /// Unknown and wrong look the same, and the challenge names the scheme that was used. R-106
    private static Stream<Probe> strangers(String path, String secret) {
        var form = "token=x&grant_type=client_credentials";
        return Stream.of(
                        Stream.of(
                                        "svc:wrong",
                                        "nobody:wrong",
                                        ":",
                                        "svc",
                                        "web:x",
                                        "%zz:x",
                                        "svc:%zz",
                                        "svc:" + "s".repeat(5_000),
                                        "first-party:x",
                                        "usr_1:x")
                                .map(pair -> {
                                    int colon = pair.indexOf(':');
                                    var id = colon < 0 ? "" : pair.substring(0, colon);
                                    var header =
                                            colon < 0
                                                    ? "Authorization: Basic c3Zj"
                                                    : Probe.basic(id, pair.substring(colon + 1));
                                    return Probe.form(
                                                    path + " Basic " + shortened(pair), path, form)
                                            .header(header)
                                            .expect(401, "invalid_client", CHALLENGE);
                                }),
                        Stream.of("Basic", "Basic ", "Basic ===", "Basic " + "A".repeat(4_001))
                                .map(value ->
                                        Probe.form(path + " " + shortened(value), path, form)
                                                .header("Authorization: " + value)
                                                .expect(401, "invalid_client", CHALLENGE)),
                        Stream.of(
                                        "svc&client_secret=wrong",
                                        "nobody&client_secret=wrong",
                                        "nobody",
                                        "svc",
                                        "web&client_secret=x",
                                        "%F0%9F%92%A9",
                                        "a%20b",
                                        "..%2Fweb",
                                        "svc%00x&client_secret=".replace("%00", "%0a") + secret)
                                .map(id ->
                                        Probe.form(
                                                        path + " " + shortened(id),
                                                        path,
                                                        form + "&client_id=" + id)
                                                .expect(401, "invalid_client")),
                        Stream.of(
                                Probe.form(
                                                path + " a secret for nobody",
                                                path,
                                                form + "&client_secret=x")
                                        .expect(401, "invalid_client")))
                .flatMap(probes -> probes);
    }

    static Probe refused(String target, String name, String body) {
        return Probe.form(target + " " + name, target, body).expect(400, "invalid_request");
    }

    private static String many(int parameters) {
        var form = new StringBuilder("grant_type=client_credentials&token=x");
        for (int i = 0; i < parameters; i++) {
            form.append('&').append(i).append("=1");
        }
        return form.toString();
    }
}
