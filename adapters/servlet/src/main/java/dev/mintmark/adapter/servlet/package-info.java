/// A filter for any Jakarta Servlet 6 container. It translates: what is decided and answered stands
/// in `dev.mintmark.adapter.http`.
///
/// [AccessTokenFilter] is the way in; [TrustedToken] is how a servlet gets at the token.
@NullMarked
package dev.mintmark.adapter.servlet;

import org.jspecify.annotations.NullMarked;
