/// The outward form that all kinds of signed tokens share, read with one strictness: segments,
/// header, media types, dates. What a token has to say, and under which key, is up to those who
/// read it.
@NullMarked
package dev.mintmark.verifier.jwt;

import org.jspecify.annotations.NullMarked;
