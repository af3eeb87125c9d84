/// The OAuth endpoints: token (RFC 6749), revocation (RFC 7009), introspection (RFC 7662). Forms
/// in, OAuth JSON out; the only place that turns a decision into a status code for clients.
@NullMarked
package dev.mintmark.server.http.oauth;

import org.jspecify.annotations.NullMarked;
