/// Demonstrating proof of possession (RFC 9449), for those who receive proofs: a service that is
/// sent tokens bound to a key, and an authority that binds them.
@NullMarked
package dev.mintmark.verifier.dpop;

import org.jspecify.annotations.NullMarked;
