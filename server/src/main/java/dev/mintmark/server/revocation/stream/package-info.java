/// The stream that tells verifiers of revocations as they happen: signed frames, in an order that
/// is the same on every node, as server-sent events.
@NullMarked
package dev.mintmark.server.revocation.stream;

import org.jspecify.annotations.NullMarked;
