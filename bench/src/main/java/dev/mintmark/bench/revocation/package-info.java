/// How long it takes until what one node revoked is refused by services that are attached to
/// another.
@NullMarked
package dev.mintmark.bench.revocation;

import org.jspecify.annotations.NullMarked;
