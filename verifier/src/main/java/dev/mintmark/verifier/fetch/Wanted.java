package dev.mintmark.verifier.fetch;

import dev.mintmark.verifier.json.JsonLimits;

import java.net.URI;
import java.util.Objects;
import java.util.Optional;

/// A document to ask for.
///
/// @param accept the media types to ask for
/// @param mostBytes a longer one is not read
/// @param etag of the copy that is there already
/// @param redirects how many to follow, all on the same origin
public record Wanted(URI uri, String accept, int mostBytes, Optional<String> etag, int redirects) {

    public Wanted {
        Objects.requireNonNull(uri);
        Objects.requireNonNull(accept);
        Objects.requireNonNull(etag);
    }

    /// Of at most 512 KiB, and exactly where it is said to be: a redirect is the cheapest way to
    /// make a server ask another one behind the firewall.
    public static Wanted json(URI uri, String accept) {
        return new Wanted(uri, accept, JsonLimits.DOCUMENT.maxBytes(), Optional.empty(), 0);
    }

    public Wanted unless(Optional<String> unchanged) {
        return new Wanted(uri, accept, mostBytes, unchanged, redirects);
    }

    Wanted movedTo(URI elsewhere) {
        return new Wanted(elsewhere, accept, mostBytes, etag, redirects - 1);
    }
}
