package dev.mintmark.e2e;

import static dev.mintmark.e2e.HostileSignIns.shortened;

import java.util.stream.Stream;

/// Everything under `/admin/v1/`.
final class HostileAdministration {
    private static final String USERS = "/admin/v1/users";
    private static final String CLIENTS = "/admin/v1/clients";

    private HostileAdministration() {}

    static Stream<Probe> all(String key, String accessToken) {
        return Stream.of(
                        strangers(key, accessToken),
                        wrongMethods(),
                        bodies().map(probe -> probe.header("Authorization: Bearer " + key)),
                        addresses().map(probe -> probe.header("Authorization: Bearer " + key)))
                .flatMap(probes -> probes);
    }

    private static Stream<Probe> strangers(String key, String accessToken) {
        var challenge = "WWW-Authenticate: Bearer realm=\"mintmark-admin\"";
        return Stream.of(USERS, CLIENTS, "/admin/v1/keys", "/admin/v1/sessions")
                .flatMap(path ->
                        Stream.concat(
                                Stream.of(
                                                "",
                                                "Authorization: Basic YTpi",
                                                "Authorization: Digest x",
                                                "Cookie: key=" + key)
                                        .map(line ->
                                                Probe.bare("nobody " + path + line, "GET", path)
                                                        .typed(line)
                                                        .expect(401, "unauthorized", challenge)),
                                Stream.of(
                                                "x",
                                                "Bearer",
                                                key.substring(1),
                                                key + "A",
                                                key + " " + key,
                                                "a,b",
                                                accessToken,
                                                "A".repeat(7_000),
                                                key.toUpperCase(java.util.Locale.ROOT))
                                        .map(token ->
                                                Probe.bare(
                                                                "stranger "
                                                                        + path
                                                                        + shortened(token),
                                                                "GET",
                                                                path)
                                                        .typed("Authorization: Bearer " + token)
                                                        .expect(
                                                                401,
                                                                "unauthorized",
                                                                challenge
                                                                        + ", error=\"invalid_token\""))));
    }

    private static Stream<Probe> wrongMethods() {
        return Stream.of(
                Probe.bare("DELETE users", "DELETE", USERS)
                        .expect(405, "method_not_allowed", "Allow: GET, HEAD, POST"),
                Probe.bare("PUT clients", "PUT", CLIENTS)
                        .expect(405, "method_not_allowed", "Allow: GET, HEAD, POST"),
                Probe.bare("DELETE keys", "DELETE", "/admin/v1/keys")
                        .expect(405, "method_not_allowed", "Allow: GET, HEAD, POST"),
                Probe.bare("GET revoke-all", "GET", "/admin/v1/sessions/revoke-all")
                        .expect(405, "method_not_allowed", "Allow: POST"),
                Probe.bare("GET revocations", "GET", "/admin/v1/revocations")
                        .expect(405, "method_not_allowed", "Allow: POST"),
                Probe.bare("POST one session", "POST", "/admin/v1/sessions/x")
                        .expect(405, "method_not_allowed", "Allow: DELETE, GET, HEAD"));
    }

    private static Stream<Probe> bodies() {
        return Stream.of(
                        Stream.of(
                                        USERS,
                                        CLIENTS,
                                        "/admin/v1/sessions/revoke-all",
                                        "/admin/v1/revocations",
                                        USERS + "/ann/password")
                                .flatMap(path ->
                                        Stream.concat(
                                                Stream.of(
                                                                "",
                                                                "[]",
                                                                "{",
                                                                "null",
                                                                "{\"a\":1,\"a\":2}",
                                                                "\u00ff",
                                                                "{\"a\":".repeat(99))
                                                        .map(body -> bad(path, body)),
                                                Stream.of(
                                                        Probe.json(
                                                                        path + " too long",
                                                                        path,
                                                                        " ".repeat(65_537))
                                                                .expect(413, "content_too_large"),
                                                        Probe.json(path + " no json", path, "{}")
                                                                .typed("Content-Type: text/plain")
                                                                .expect(
                                                                        415,
                                                                        "unsupported_media_type")))),
                        Stream.of(
                                        "{}",
                                        "{\"name\":\"x\"}",
                                        "{\"name\":\"\",\"password\":\"long enough\"}",
                                        "{\"name\":\"x\",\"password\":\"short\"}",
                                        "{\"name\":\"a\\nb\",\"password\":\"long enough\"}",
                                        "{\"name\":\"\\ud800\",\"password\":\"long enough\"}",
                                        "{\"name\":\""
                                                + "n".repeat(256)
                                                + "\",\"password\":\"long enough\"}",
                                        "{\"name\":\"x\",\"password\":\""
                                                + "p".repeat(2_000)
                                                + "\"}",
                                        "{\"name\":\"x\",\"password\":\"long enough\",\"roles\":\"admin\"}",
                                        "{\"name\":\"x\",\"password\":\"long enough\",\"roles\":[1]}",
                                        "{\"name\":\"x\",\"password\":\"long enough\",\"roles\":[\"\"]}",
                                        "{\"name\":{},\"password\":[]}")
                                .map(body -> bad(USERS, body)),
                        Stream.of(
                                        "{}",
                                        "{\"id\":\"\"}",
                                        "{\"id\":\"a b\"}",
                                        "{\"id\":\"usr_1\"}",
                                        "{\"id\":\"../x\"}",
                                        "{\"id\":\"" + "c".repeat(101) + "\"}",
                                        "{\"id\":\"x\",\"public\":\"yes\"}",
                                        "{\"id\":\"x\",\"grants\":[\"password\"]}",
                                        "{\"id\":\"x\",\"scopes\":[\"a b\"]}",
                                        "{\"id\":\"x\",\"scopes\":[\"\\u0000\"]}",
                                        "{\"id\":\"x\",\"audiences\":[\"\"]}",
                                        "{\"id\":\"x\",\"access_token_alg\":\"none\"}",
                                        "{\"id\":\"x\",\"access_token_alg\":\"HS256\"}",
                                        "{\"id\":\"x\",\"secret\":\"short\"}",
                                        "{\"id\":\"x\",\"public\":true,\"secret\":\"long enough for one\"}",
                                        "{\"id\":\"x\",\"public\":true,\"grants\":[\"client_credentials\"]}",
                                        "{\"id\":\"x\",\"redirect_uris\":[\"https://x\"]}")
                                .map(body -> bad(CLIENTS, body)),
                        Stream.of(
                                        "{}",
                                        "{\"everybody\":false}",
                                        "{\"everybody\":\"true\"}",
                                        "{\"everybody\":true,\"user\":\"ann\"}",
                                        "{\"token\":\"x\",\"jti\":\"x\"}",
                                        "{\"token\":null}",
                                        "{\"jti\":\"\"}",
                                        "{\"jti\":\"\\u0000\"}",
                                        "{\"jti\":\"a b\"}",
                                        "{\"jti\":\"" + "j".repeat(256) + "\"}",
                                        "{\"jti\":\"x\",\"exp\":-1}",
                                        "{\"jti\":\"x\",\"exp\":1.5}",
                                        "{\"jti\":\"x\",\"exp\":99999999999}",
                                        "{\"session\":1}",
                                        "{\"user\":[]}")
                                .map(body -> bad("/admin/v1/revocations", body)),
                        Stream.of(
                                Probe.json(
                                                "nobody is cut off",
                                                "/admin/v1/revocations",
                                                "{\"user\":\"nobody\"}")
                                        .expect(404, "no_such_user"),
                                Probe.json(
                                                "no session is revoked",
                                                "/admin/v1/revocations",
                                                "{\"session\":\"\\u0000\"}")
                                        .expect(404, "no_such_session")),
                        Stream.of(
                                Probe.json(
                                                "a name taken",
                                                USERS,
                                                "{\"name\":\"ANN\",\"password\":\"long enough\"}")
                                        .expect(409, "name_taken"),
                                Probe.json("an id taken", CLIENTS, "{\"id\":\"web\"}")
                                        .expect(409, "id_taken"),
                                Probe.json("the built-in id", CLIENTS, "{\"id\":\"first-party\"}")
                                        .expect(409, "id_taken")))
                .flatMap(probes -> probes);
    }

    private static Stream<Probe> addresses() {
        return Stream.of(
                        Stream.of("nobody", "%F0%9F%92%A9", "'%20or%201=1", "n".repeat(300))
                                .map(name ->
                                        Probe.json(
                                                        "user " + shortened(name),
                                                        USERS + "/" + name + "/disable",
                                                        "{}")
                                                .expect(404, "no_such_user")),
                        Stream.of("nobody", "web", "first-party", "%20", "c".repeat(300))
                                .map(id ->
                                        Probe.json(
                                                        "client " + shortened(id),
                                                        CLIENTS + "/" + id + "/rotate-secret",
                                                        "{}")
                                                .expect(404, "no_such_client")),
                        Stream.of(
                                        "x",
                                        "0",
                                        "-1",
                                        "f".repeat(32),
                                        "00000000-0000-0000-0000-000000000000",
                                        "s".repeat(300))
                                .map(id ->
                                        Probe.bare(
                                                        "session " + shortened(id),
                                                        "DELETE",
                                                        "/admin/v1/sessions/" + id)
                                                .expect(404, "no_such_session")),
                        Stream.of("user=%zz", "user=ann&user=bob", "user=%ff", "user=%00")
                                .map(query ->
                                        Probe.bare(
                                                        "query " + query,
                                                        "GET",
                                                        "/admin/v1/sessions?" + query)
                                                .expect(400, "invalid_request")),
                        Stream.of(
                                        "/admin/v1/",
                                        "/admin/v1",
                                        "/admin/v1/users/",
                                        "/admin/v2/users",
                                        "/admin/v1/users/ann/disable/")
                                .map(path ->
                                        Probe.bare("address " + path, "POST", path)
                                                .expect(404, "not_found")),
                        Stream.of(
                                Probe.bare("no name", "POST", "/admin/v1/users//disable")
                                        .expect(400, "bad_request"),
                                Probe.bare(
                                                "sessions of nobody",
                                                "GET",
                                                "/admin/v1/sessions?user=nobody")
                                        .expect(404, "no_such_user")))
                .flatMap(probes -> probes);
    }

    private static Probe bad(String path, String body) {
        return Probe.json(path + " " + shortened(body), path, body).expect(400, "invalid_request");
    }
}
