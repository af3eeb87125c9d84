package dev.mintmark.server.http;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/// An answer, complete but for a body that flows. Immutable, so one made ahead of time can be
/// served to everybody: the body is never copied on its way out.
public final class HttpResponse {
    private static final byte[] NO_BODY = {};

    private final int status;
    private final Headers headers;
    private final byte[] body;
    private final Optional<Flow> flow;

    private HttpResponse(int status, Headers headers, byte[] body, Optional<Flow> flow) {
        if (status < 200 || status > 599) {
            throw new IllegalArgumentException("%d is not a final status".formatted(status));
        }
        this.status = status;
        this.headers = headers;
        this.body = body;
        this.flow = flow;
    }

    public static HttpResponse empty(int status) {
        return new HttpResponse(status, Headers.NONE, NO_BODY, Optional.empty());
    }

    /// The array is handed over, here and in the other factories.
    public static HttpResponse of(int status, String contentType, byte[] body) {
        var headers = new Headers(List.of(new Header("Content-Type", contentType)));
        return new HttpResponse(status, headers, body, Optional.empty());
    }

    /// An answer whose body comes bit by bit.
    public static HttpResponse flowing(String contentType, Flow flow) {
        var headers = new Headers(List.of(new Header("Content-Type", contentType)));
        return new HttpResponse(200, headers, NO_BODY, Optional.of(flow));
    }

    public static HttpResponse json(int status, byte[] body) {
        return of(status, "application/json", body);
    }

    public static HttpResponse text(int status, String body) {
        return of(status, "text/plain; charset=utf-8", body.getBytes(StandardCharsets.UTF_8));
    }

    /// Adds a line; a name may stand more than once (`Set-Cookie`).
    public HttpResponse header(String name, String value) {
        return new HttpResponse(status, headers.with(name, value), body, flow);
    }

    public int status() {
        return status;
    }

    public Headers headers() {
        return headers;
    }

    /// Not a copy; nobody has a reason to write into it.
    public byte[] body() {
        return body;
    }

    /// What writes the body, when it is not there yet.
    Optional<Flow> flow() {
        return flow;
    }

    @Override
    public String toString() {
        return "%d, %d bytes".formatted(status, body.length);
    }
}
