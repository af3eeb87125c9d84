/// Gets an issuer's key set over HTTP: from where, within which limits, and what came of it.
@NullMarked
package dev.mintmark.verifier.fetch;

import org.jspecify.annotations.NullMarked;
