package dev.mintmark.server.http;

import dev.mintmark.verifier.json.JsonWriter;

import java.util.Locale;
import java.util.Optional;

/// What went wrong, for the client's eyes (RFC 9457). `code` is for programs and never changes its
/// meaning; `detail` is one sentence for people and quotes nothing the client sent. An incident is
/// the number under which our log knows more.
public record Problem(
        int status, String code, String title, String detail, Optional<String> incident) {

    private static final String TYPE = "urn:mintmark:problem:";

    public Problem {
        if (status < 400 || status > 599) {
            throw new IllegalArgumentException("%d is not an error".formatted(status));
        }
    }

    /// A code in snake case and a sentence; the title is the code in words.
    public static Problem of(int status, String code, String detail) {
        var words = code.replace('_', ' ');
        var title = words.substring(0, 1).toUpperCase(Locale.ROOT) + words.substring(1);
        return new Problem(status, code, title, detail, Optional.empty());
    }

    public Problem withIncident(String number) {
        return new Problem(status, code, title, detail, Optional.of(number));
    }

    /// As `application/problem+json`.
    public HttpResponse toResponse() {
        var json =
                new JsonWriter()
                        .beginObject()
                        .field("type", TYPE + code.replace('_', '-'))
                        .field("title", title)
                        .field("status", status)
                        .field("detail", detail)
                        .field("code", code);
        incident.ifPresent(number -> json.field("incident", number));
        return HttpResponse.of(status, "application/problem+json", json.endObject().toBytes());
    }
}
