/// How fast tokens are verified: by the verifier, by the libraries that people use today, and by
/// the bare signature check under them all.
@NullMarked
package dev.mintmark.bench.verify;

import org.jspecify.annotations.NullMarked;
