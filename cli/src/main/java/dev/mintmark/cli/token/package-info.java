/// Tokens as text, taken apart to be shown. Nothing in here says that a token can be trusted; the
/// verifier does.
@NullMarked
package dev.mintmark.cli.token;

import org.jspecify.annotations.NullMarked;
