package dev.mintmark.server.http.published;

import dev.mintmark.server.http.Endpoint;
import dev.mintmark.server.http.HttpRequest;
import dev.mintmark.server.http.HttpResponse;
import dev.mintmark.server.http.Problem;
import dev.mintmark.server.id.KeyId;
import dev.mintmark.server.key.KeyRing;
import dev.mintmark.server.key.PublishedKey;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;

/// `GET /.well-known/keys/{kid}.pem`: one published key, for tools that read no JWK. The address of
/// a key never changes, and is gone when the key is.
public final class PemEndpoint implements Endpoint {
    private static final String SUFFIX = ".pem";

    private final KeyRing ring;
    private final String caching;

    public PemEndpoint(KeyRing ring, Duration cacheFor) {
        this.ring = ring;
        this.caching = "public, max-age=" + cacheFor.toSeconds();
    }

    @Override
    public HttpResponse handle(HttpRequest request) {
        var key = named(request.pathParameter("file"));
        if (key.isEmpty()) {
            return Problem.of(404, "no_such_key", "No key of this kid is published.").toResponse();
        }
        byte[] pem = key.get().pem().getBytes(StandardCharsets.US_ASCII);
        return HttpResponse.of(200, "application/x-pem-file", pem).header("Cache-Control", caching);
    }

    private Optional<PublishedKey> named(String file) {
        if (!file.endsWith(SUFFIX)) {
            return Optional.empty();
        }
        var kid = file.substring(0, file.length() - SUFFIX.length());
        return KeyId.isValid(kid) ? ring.published(new KeyId(kid)) : Optional.empty();
    }
}
