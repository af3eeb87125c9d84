/// What people may ask about themselves: `/v1/me/`. With an access token of their own, or from a
/// page in a browser that is signed in.
@NullMarked
package dev.mintmark.server.http.me;

import org.jspecify.annotations.NullMarked;
