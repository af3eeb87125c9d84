package dev.mintmark.server.http.published;

import dev.mintmark.server.http.Endpoint;
import dev.mintmark.server.http.HttpRequest;
import dev.mintmark.server.http.HttpResponse;
import dev.mintmark.server.key.JwksDocument;

import java.util.Locale;
import java.util.function.Supplier;

/// `GET /.well-known/jwks.json` (RFC 7517). The answer is made once per change of the keys.
public final class KeySetEndpoint implements Endpoint {
    /// Five minutes is how soon a verifier that polls learns of a new key; the rest lets it go on
    /// while we are out of reach (RFC 5861).
    private static final String CACHING =
            "public, max-age=300, stale-while-revalidate=600, stale-if-error=86400";

    private static final String JWK_SET = "application/jwk-set+json";

    private final Supplier<JwksDocument> current;
    private volatile Prepared prepared;

    public KeySetEndpoint(Supplier<JwksDocument> current) {
        this.current = current;
        this.prepared = Prepared.of(current.get());
    }

    @Override
    public HttpResponse handle(HttpRequest request) {
        var answers = prepared;
        var document = current.get();
        if (!answers.document.etag().equals(document.etag())) {
            answers = Prepared.of(document);
            prepared = answers;
        }
        if (matches(request, document.etag())) {
            return answers.notModified;
        }
        return accepts(request) ? answers.jwkSet : answers.json;
    }

    private static boolean matches(HttpRequest request, String etag) {
        for (String line : request.headers().values("If-None-Match")) {
            for (String candidate : line.split(",", -1)) {
                var tag = candidate.strip();
                if (tag.equals("*") || tag.equals(etag) || tag.equals("W/" + etag)) {
                    return true;
                }
            }
        }
        return false;
    }

    private static boolean accepts(HttpRequest request) {
        return request.headers().values("Accept").stream()
                .anyMatch(value -> value.toLowerCase(Locale.ROOT).contains(JWK_SET));
    }

    private record Prepared(
            JwksDocument document,
            HttpResponse json,
            HttpResponse jwkSet,
            HttpResponse notModified) {
        static Prepared of(JwksDocument document) {
            return new Prepared(
                    document,
                    labelled(HttpResponse.json(200, document.json()), document),
                    labelled(HttpResponse.of(200, JWK_SET, document.json()), document),
                    labelled(HttpResponse.empty(304), document));
        }

        private static HttpResponse labelled(HttpResponse response, JwksDocument document) {
            return response.header("Cache-Control", CACHING)
                    .header("ETag", document.etag())
                    .header("Vary", "Accept");
        }
    }
}
