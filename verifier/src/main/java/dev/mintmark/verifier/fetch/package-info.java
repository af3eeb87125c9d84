/// Gets an issuer's documents over HTTP, its key set above all: from where, within which limits,
/// and what came of it.
@NullMarked
package dev.mintmark.verifier.fetch;

import org.jspecify.annotations.NullMarked;
