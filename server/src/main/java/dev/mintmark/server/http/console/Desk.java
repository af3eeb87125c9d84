package dev.mintmark.server.http.console;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.mintmark.server.http.HttpRequest;
import dev.mintmark.server.http.HttpResponse;
import dev.mintmark.server.http.admin.AdminApi;
import dev.mintmark.verifier.json.JsonWriter;

import java.net.URLEncoder;
import java.util.Map;
import java.util.stream.Collectors;

/// Asks the admin API for what a page needs, in this process and on behalf of whoever looks at it.
final class Desk {
    private static final String ROOT = "/admin/v1";

    private final AdminApi api;

    Desk(AdminApi api) {
        this.api = api;
    }

    /// What the API said.
    sealed interface Answer {
        record Got(Doc doc) implements Answer {}

        /// @param sentence for people
        record Refused(int status, String code, String sentence) implements Answer {}
    }

    Answer get(Visit visit, String path) {
        return ask(visit, request(visit, "GET", path));
    }

    Answer get(Visit visit, String path, Map<String, String> query) {
        return get(visit, path + query(query));
    }

    Answer post(Visit visit, String path, JsonWriter body) {
        return ask(
                visit,
                request(visit, "POST", path)
                        .header("Content-Type", "application/json")
                        .body(body.toBytes()));
    }

    Answer delete(Visit visit, String path) {
        return ask(visit, request(visit, "DELETE", path));
    }

    private static HttpRequest request(Visit visit, String method, String path) {
        return HttpRequest.of(method, ROOT + path).from(visit.request().remoteAddress());
    }

    private Answer ask(Visit visit, HttpRequest request) {
        return understood(api.answer(request, visit.key()));
    }

    private static Answer understood(HttpResponse answer) {
        var doc = Doc.read(answer.body());
        return answer.status() < 300
                ? new Answer.Got(doc)
                : new Answer.Refused(answer.status(), doc.text("code"), doc.text("detail"));
    }

    /// One segment of a path: a user called `a/b` stays one segment.
    static String segment(String text) {
        return URLEncoder.encode(text, UTF_8).replace("+", "%20");
    }

    /// A query of what has a value; empty when nothing has.
    static String query(Map<String, String> values) {
        return values.entrySet().stream()
                .filter(one -> !one.getValue().isEmpty())
                .map(one -> one.getKey() + "=" + segment(one.getValue()))
                .collect(Collectors.joining("&", "?", ""))
                .replaceAll("\\?$", "");
    }
}
