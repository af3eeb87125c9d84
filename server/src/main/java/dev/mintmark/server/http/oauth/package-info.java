/// The OAuth endpoints: token (RFC 6749), revocation (RFC 7009), introspection (RFC 7662). Forms
/// in, OAuth JSON out; what was decided elsewhere becomes a status code here.
@NullMarked
package dev.mintmark.server.http.oauth;

import org.jspecify.annotations.NullMarked;
