package dev.mintmark.verifier.fetch;

import dev.mintmark.verifier.json.JsonLimits;

import java.net.URI;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/// A document to ask for.
///
/// @param accept the media types to ask for
/// @param mostBytes a longer one is not read
/// @param etag of the copy that is there already
/// @param redirects how many to follow, all on the same origin
/// @param more headers to send
public record Wanted(
        URI uri,
        String accept,
        int mostBytes,
        Optional<String> etag,
        int redirects,
        Map<String, String> more) {

    public Wanted {
        Objects.requireNonNull(uri);
        Objects.requireNonNull(accept);
        Objects.requireNonNull(etag);
        more = Map.copyOf(more);
    }

    public Wanted(URI uri, String accept, int mostBytes, Optional<String> etag, int redirects) {
        this(uri, accept, mostBytes, etag, redirects, Map.of());
    }

    /// Of at most 512 KiB, and exactly where it is said to be: a redirect is the cheapest way to
    /// make a server ask another one behind the firewall.
    public static Wanted json(URI uri, String accept) {
        return new Wanted(uri, accept, JsonLimits.DOCUMENT.maxBytes(), Optional.empty(), 0);
    }

    public Wanted unless(Optional<String> unchanged) {
        return new Wanted(uri, accept, mostBytes, unchanged, redirects, more);
    }

    Wanted with(String header, String value) {
        return new Wanted(uri, accept, mostBytes, etag, redirects, Map.of(header, value));
    }

    Wanted movedTo(URI elsewhere) {
        return new Wanted(elsewhere, accept, mostBytes, etag, redirects - 1, more);
    }
}
