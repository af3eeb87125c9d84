package dev.mintmark.e2e;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_16BE;

import java.util.stream.Stream;

/// `POST /v1/login`.
final class HostileSignIns {
    private static final String PATH = "/v1/login";

    private HostileSignIns() {}

    static Stream<Probe> all(String password) {
        var good = "{\"username\":\"ann\",\"password\":\"" + password + "\"}";
        return Stream.of(
                        Stream.of("GET", "PUT", "DELETE", "PATCH", "OPTIONS", "TRACE", "BREW")
                                .map(method ->
                                        Probe.bare(method, method, PATH)
                                                .expect(405, "method_not_allowed", "Allow: POST")),
                        Stream.of(
                                        "",
                                        "Content-Type: text/plain",
                                        "Content-Type: application/x-www-form-urlencoded",
                                        "Content-Type: application/json; charset=utf-16",
                                        "Content-Type: application/json, application/json",
                                        "Content-Type: application/jsonx",
                                        "Content-Type: " + "a".repeat(3000))
                                .map(type ->
                                        Probe.json("type " + type, PATH, good)
                                                .typed(type)
                                                .expect(415, "unsupported_media_type")),
                        Stream.of(
                                        "",
                                        " ",
                                        "null",
                                        "[]",
                                        "\"ann\"",
                                        "{",
                                        "}",
                                        good + good,
                                        good + "x",
                                        "\ufeff" + good,
                                        "\u00ef\u00bb\u00bf" + good,
                                        good.replace('"', '\''),
                                        good.replace("}", ",}"),
                                        good.replace("}", ",\"password\":\"another\"}"),
                                        good.replace("}", ",\"pass\\u0077ord\":\"another\"}"),
                                        good.replace("ann", "a\u00ff\u00fen"),
                                        good.replace("ann", "\u00c0\u00af"),
                                        good.replace("ann", "\\ud800"),
                                        good.replace("ann", "a\nb"),
                                        good.replace("\"ann\"", "NaN"),
                                        good.replace("\"ann\"", "1e999999"),
                                        good.replace("\"ann\"", "/**/\"ann\""),
                                        "[".repeat(30_000),
                                        "{\"a\":".repeat(5_000) + "1" + "}".repeat(5_000),
                                        members(5_000),
                                        utf16(good),
                                        "{}",
                                        "{\"username\":\"ann\"}",
                                        "{\"password\":\"x\"}",
                                        "{\"username\":null,\"password\":null}",
                                        "{\"username\":1,\"password\":true}",
                                        "{\"username\":[\"ann\"],\"password\":{}}",
                                        good.replace("}", ",\"client_id\":7}"),
                                        good.replace("}", ",\"scope\":[\"read\"]}"),
                                        good.replace("}", ",\"scope\":\"a \\\"b\"}"),
                                        good.replace(
                                                "}", ",\"scope\":\"" + "s ".repeat(9000) + "\"}"))
                                .map(body ->
                                        Probe.json("body " + shortened(body), PATH, body)
                                                .expect(400, "invalid_request")),
                        Stream.of(
                                        "{\"username\":\"\",\"password\":\"\"}",
                                        "{\"username\":\"ann\",\"password\":\"\"}",
                                        "{\"username\":\"ann\\u0000\",\"password\":\"x\"}",
                                        "{\"username\":\"' or 1=1 --\",\"password\":\"' or 1=1 --\"}",
                                        "{\"username\":\""
                                                + "n".repeat(30_000)
                                                + "\",\"password\":\"x\"}",
                                        "{\"username\":\"ann\",\"password\":\""
                                                + "p".repeat(60_000)
                                                + "\"}",
                                        "{\"username\":\"ann\",\"password\":\""
                                                + password
                                                + "\\u0000\"}",
                                        "{\"username\":\"ann \",\"password\":\"" + password + "\"}")
                                .map(body ->
                                        Probe.json("credentials " + shortened(body), PATH, body)
                                                .expect(401, "invalid_credentials")),
                        Stream.of("", "nobody", "svc", "usr_x", "a b", "../web", "c".repeat(9000))
                                .map(client ->
                                        Probe.json(
                                                        "client " + shortened(client),
                                                        PATH,
                                                        good.replace(
                                                                "}",
                                                                ",\"client_id\":\""
                                                                        + client
                                                                        + "\"}"))
                                                .expect(401, "invalid_client")),
                        Stream.of(
                                Probe.json("too long", PATH, " ".repeat(65_537))
                                        .expect(413, "content_too_large"),
                                Probe.json(
                                                "unknown scope",
                                                PATH,
                                                good.replace("}", ",\"scope\":\"all\"}"))
                                        .expect(400, "invalid_scope"),
                                Probe.json("wrong secret", PATH, good)
                                        .header(Probe.basic("svc", "wrong"))
                                        .expect(401, "invalid_client"),
                                Probe.json(
                                                "two clients",
                                                PATH,
                                                good.replace("}", ",\"client_id\":\"web\"}"))
                                        .header(Probe.basic("svc", "wrong"))
                                        .expect(400, "invalid_request"),
                                Probe.json("broken credentials", PATH, good)
                                        .header("Authorization: Basic %%%")
                                        .expect(400, "invalid_request"),
                                Probe.json("huge header", PATH, good)
                                        .header("X-Huge: " + "h".repeat(9_000))
                                        .expect(431, "headers_too_large")))
                .flatMap(probes -> probes);
    }

    private static String members(int count) {
        var json = new StringBuilder("{\"username\":\"ann\",\"password\":\"x\"");
        for (int i = 0; i < count; i++) {
            json.append(",\"").append(i).append("\":0");
        }
        return json.append('}').toString();
    }

    private static String utf16(String text) {
        return new String(text.getBytes(UTF_16BE), ISO_8859_1);
    }

    static String shortened(String text) {
        return text.length() < 50 ? text : text.substring(0, 50) + "…" + text.length();
    }
}
