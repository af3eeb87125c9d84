/// What a verifier and its gate do, as meters of Micrometer: [VerdictMeters], [CredentialsMeters],
/// [KeyMeters], [RevocationMeters].
///
/// A module of its own and not a part of the verifier, so that the verifier's jar names no library
/// at all, optional or not.
@NullMarked
package dev.mintmark.adapter.micrometer;

import org.jspecify.annotations.NullMarked;
