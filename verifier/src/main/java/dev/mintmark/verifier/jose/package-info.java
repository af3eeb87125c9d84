/// Keys and signatures: each key bound to exactly one algorithm, checked when it is made, and kept
/// ready to use on the fastest healthy provider.
@NullMarked
package dev.mintmark.verifier.jose;

import org.jspecify.annotations.NullMarked;
