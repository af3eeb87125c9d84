/// A token and a key source in, a verdict out.
@NullMarked
package dev.mintmark.verifier;

import org.jspecify.annotations.NullMarked;
