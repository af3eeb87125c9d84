package dev.mintmark.verifier.fetch;

import java.net.URI;

/// A copy of a key set, as its server tells copies apart.
///
/// @param etag what the server calls this copy
public record Copy(URI uri, String etag) {}
