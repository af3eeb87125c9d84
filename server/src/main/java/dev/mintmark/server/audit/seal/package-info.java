/// Proof that records are as they were written: ranges of them under the root of a hash tree, which
/// is signed and names the one before; and the examination of such proof by whoever holds the
/// public key.
@NullMarked
package dev.mintmark.server.audit.seal;

import org.jspecify.annotations.NullMarked;
