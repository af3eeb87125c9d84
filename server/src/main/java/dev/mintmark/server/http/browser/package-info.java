/// Sessions for browsers: sign-in, account and sign-out as pages, and `/session` for scripts.
/// Cookies only; no answer here ever holds a token.
@NullMarked
package dev.mintmark.server.http.browser;

import org.jspecify.annotations.NullMarked;
