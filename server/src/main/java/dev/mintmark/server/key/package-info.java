/// The signing keys and the master key above them: made, sealed at rest, opened at start,
/// published. The ring has exactly one signing key per algorithm and any number of others that only
/// verify.
@NullMarked
package dev.mintmark.server.key;

import org.jspecify.annotations.NullMarked;
