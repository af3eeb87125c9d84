package dev.mintmark.server.http;

import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.PreEncodedHttpField;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Blocker;
import org.eclipse.jetty.util.Callback;

import java.io.IOException;
import java.net.URI;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/// Puts an answer on the wire, with the headers every answer has. One that brings its own value for
/// such a header keeps it: a page has its own content policy, a key set its own caching.
final class Sender {
    /// What other origins may read with a script they may also embed; everything else is ours
    /// alone.
    private static final HttpField FOR_ALL =
            new PreEncodedHttpField("Cross-Origin-Resource-Policy", "cross-origin");

    private static final HttpField FOR_US =
            new PreEncodedHttpField("Cross-Origin-Resource-Policy", "same-origin");

    private final List<HttpField> defaults;

    Sender(URI issuer) {
        var fields = new ArrayList<HttpField>();
        fields.add(new PreEncodedHttpField("X-Content-Type-Options", "nosniff"));
        fields.add(new PreEncodedHttpField("Referrer-Policy", "no-referrer"));
        fields.add(
                new PreEncodedHttpField(
                        "Content-Security-Policy",
                        "default-src 'none'; base-uri 'none'; form-action 'none';"
                                + " frame-ancestors 'none'"));
        fields.add(new PreEncodedHttpField(HttpHeader.CACHE_CONTROL, "no-store"));
        if ("https".equals(issuer.getScheme())) {
            fields.add(
                    new PreEncodedHttpField(
                            HttpHeader.STRICT_TRANSPORT_SECURITY,
                            "max-age=31536000; includeSubDomains"));
        }
        defaults = List.copyOf(fields);
    }

    void send(HttpResponse answer, Response response, Callback callback) {
        response.setStatus(answer.status());
        var fields = response.getHeaders();
        answer.headers().all().forEach(header -> fields.add(header.name(), header.value()));
        for (var field : defaults) {
            if (!fields.contains(field.getName())) {
                fields.add(field);
            }
        }
        fields.add(fields.contains("Access-Control-Allow-Origin", "*") ? FOR_ALL : FOR_US);
        if (answer.flow().isPresent()) {
            flow(answer.flow().get(), response, callback);
            return;
        }
        var body = answer.body();
        if (answer.status() != 204 && answer.status() != 304) {
            fields.put(HttpHeader.CONTENT_LENGTH, body.length);
        }
        response.write(true, ByteBuffer.wrap(body), callback);
    }

    /// Waits for each piece to leave before it asks for the next, so that a client that does not
    /// read costs one piece of memory, and after the idle time its connection.
    private static void flow(Flow flow, Response response, Callback callback) {
        try {
            flow.write(bytes -> {
                try (var sent = Blocker.callback()) {
                    response.write(false, ByteBuffer.wrap(bytes), sent);
                    sent.block();
                }
            });
            response.write(true, ByteBuffer.allocate(0), callback);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            callback.failed(e);
        } catch (IOException | RuntimeException e) {
            callback.failed(e);
        }
    }
}
