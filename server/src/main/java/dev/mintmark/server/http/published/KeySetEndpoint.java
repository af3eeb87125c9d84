package dev.mintmark.server.http.published;

import dev.mintmark.server.http.Endpoint;
import dev.mintmark.server.http.HttpRequest;
import dev.mintmark.server.http.HttpResponse;
import dev.mintmark.server.key.JwksDocument;
import dev.mintmark.server.key.KeySetReaders;

import java.time.Duration;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import java.util.function.Supplier;

/// `GET /.well-known/jwks.json` (RFC 7517). The answer is made once per change of the keys.
public final class KeySetEndpoint implements Endpoint {
    /// Asks verifiers of ours to say which copy they hold and, in the other, which they held
    /// before.
    private static final String HOLDERS = "Mintmark-Key-Set";

    private static final String BEFORE = "Mintmark-Key-Set-Before";
    private static final String JWK_SET = "application/jwk-set+json";

    private final Supplier<JwksDocument> current;
    private final KeySetReaders readers;
    private final String caching;
    private volatile Prepared prepared;

    /// @param current throws when this node does not know the keys
    /// @param cacheFor how soon a verifier that polls learns of a new key. It may go on for a while
    ///   with what it has, and for a day when we are out of reach (RFC 5861)
    public KeySetEndpoint(
            Supplier<JwksDocument> current, KeySetReaders readers, Duration cacheFor) {
        this.current = current;
        this.readers = readers;
        this.caching =
                "public, max-age=%d, stale-while-revalidate=%d, stale-if-error=86400"
                        .formatted(cacheFor.toSeconds(), 2 * cacheFor.toSeconds());
        this.prepared = Prepared.of(current.get(), caching);
    }

    @Override
    public HttpResponse handle(HttpRequest request) {
        var answers = prepared;
        var document = current.get();
        if (!answers.document.etag().equals(document.etag())) {
            answers = Prepared.of(document, caching);
            prepared = answers;
        }
        var tags = tags(request);
        readers.asked(document, tags, request.headers().first(BEFORE).map(KeySetEndpoint::strong));
        if (tags.contains("*") || tags.contains(document.etag())) {
            return answers.notModified;
        }
        return accepts(request) ? answers.jwkSet : answers.json;
    }

    /// The entity tags of copies that the caller holds. Whether they are weak makes no difference
    /// here (RFC 9110 section 13.1.2).
    private static Set<String> tags(HttpRequest request) {
        var tags = new HashSet<String>();
        for (String line : request.headers().values("If-None-Match")) {
            for (String candidate : line.split(",", -1)) {
                var tag = candidate.strip();
                tags.add(strong(tag));
            }
        }
        return tags;
    }

    private static String strong(String tag) {
        return tag.startsWith("W/") ? tag.substring(2) : tag;
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
        static Prepared of(JwksDocument document, String caching) {
            return new Prepared(
                    document,
                    labelled(HttpResponse.json(200, document.json()), document, caching),
                    labelled(HttpResponse.of(200, JWK_SET, document.json()), document, caching),
                    labelled(HttpResponse.empty(304), document, caching));
        }

        private static HttpResponse labelled(
                HttpResponse response, JwksDocument document, String caching) {
            return response.header("Cache-Control", caching)
                    .header("ETag", document.etag())
                    .header("Vary", "Accept")
                    .header(HOLDERS, "report");
        }
    }
}
