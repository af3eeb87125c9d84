/// What everybody may read: the key set (RFC 7517) and the metadata (RFC 8414, OpenID Connect
/// Discovery).
@NullMarked
package dev.mintmark.server.http.published;

import org.jspecify.annotations.NullMarked;
