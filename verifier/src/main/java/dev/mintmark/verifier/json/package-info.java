/// Strict JSON: a reader that refuses whatever two parsers could understand differently, a lean
/// writer, and the handful of immutable values between them.
///
/// Tokens are decided on JSON, so there must be exactly one way to read a text. Where RFC 8259 only
/// warns (duplicate names, lone surrogates, a byte order mark), this package refuses.
@NullMarked
package dev.mintmark.verifier.json;

import org.jspecify.annotations.NullMarked;
