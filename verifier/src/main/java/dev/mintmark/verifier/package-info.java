/// A token and a key source in, a verdict out.
///
/// [Verifier#verify] is the only door: claims can be read from [Verdict.Trusted] alone, and only
/// this package can make one.
@NullMarked
package dev.mintmark.verifier;

import org.jspecify.annotations.NullMarked;
