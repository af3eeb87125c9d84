package dev.mintmark.server.http;

import dev.mintmark.server.guard.Held;
import dev.mintmark.verifier.json.JsonWriter;

/// `429` for whoever asks too often (RFC 6585 section 4), in words and in fields that programs
/// read: `RateLimit` and `RateLimit-Policy` (draft-ietf-httpapi-ratelimit-headers).
public final class QuotaExceeded {
    private static final String TYPE =
            "https://iana.org/assignments/http-problem-types#quota-exceeded";
    private static final String DETAIL = "There were too many requests like this; please wait.";

    private QuotaExceeded() {}

    /// For our own interfaces (RFC 9457).
    public static HttpResponse problem(Held held) {
        byte[] json =
                new JsonWriter()
                        .beginObject()
                        .field("type", TYPE)
                        .field("title", "Request cannot be satisfied as assigned quota exceeded")
                        .field("status", 429)
                        .field("detail", DETAIL)
                        .field("code", "too_many_requests")
                        .name("violated-policies")
                        .beginArray()
                        .value(held.brake())
                        .endArray()
                        .endObject()
                        .toBytes();
        return labelled(HttpResponse.of(429, "application/problem+json", json), held);
    }

    /// In the shape of other errors of the same place.
    public static HttpResponse in(ErrorShape shape, Held held) {
        return labelled(shape.render(Problem.of(429, "too_many_requests", DETAIL)), held);
    }

    /// The same fields on an answer of one's own.
    public static HttpResponse labelled(HttpResponse answer, Held held) {
        long wait = held.retryAfter().toSeconds();
        return answer.header("Retry-After", Long.toString(wait))
                .header(
                        "RateLimit-Policy",
                        "\"%s\";q=%d;w=%d"
                                .formatted(
                                        held.brake(), held.quantity(), held.window().toSeconds()))
                .header("RateLimit", "\"%s\";r=0;t=%d".formatted(held.brake(), wait));
    }
}
