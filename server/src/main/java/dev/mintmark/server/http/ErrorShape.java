package dev.mintmark.server.http;

import dev.mintmark.verifier.json.JsonWriter;

/// How errors look on a part of the server: OAuth clients read one shape, everybody else another.
@FunctionalInterface
public interface ErrorShape {
    /// RFC 9457, for our own interfaces.
    ErrorShape PROBLEM = Problem::toResponse;

    /// RFC 6749 §5.2, for the OAuth endpoints.
    ErrorShape OAUTH = ErrorShape::oauth;

    HttpResponse render(Problem problem);

    private static HttpResponse oauth(Problem problem) {
        var error =
                switch (problem.status()) {
                    case 429, 503 -> "temporarily_unavailable";
                    case 500, 501, 502, 504 -> "server_error";
                    default -> "invalid_request";
                };
        byte[] json =
                new JsonWriter()
                        .beginObject()
                        .field("error", error)
                        .field("error_description", described(problem))
                        .endObject()
                        .toBytes();
        return HttpResponse.json(problem.status(), json);
    }

    private static String described(Problem problem) {
        return problem.incident()
                .map(number -> "%s (incident %s)".formatted(problem.detail(), number))
                .orElse(problem.detail());
    }
}
