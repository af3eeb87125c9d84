/// What an issuer says is dead before its time, heard in the background: status lists that are
/// fetched again and again, and a stream that brings each revocation as it happens. Start at
/// [RevocationFeed].
@NullMarked
package dev.mintmark.verifier.revocation;

import org.jspecify.annotations.NullMarked;
