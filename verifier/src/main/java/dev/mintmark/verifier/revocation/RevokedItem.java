package dev.mintmark.verifier.revocation;

import java.util.OptionalLong;

/// One thing that a frame says is dead.
sealed interface RevokedItem {

    /// The tokens at a place of a status list, which has this value now.
    record Place(String uri, long index, int value) implements RevokedItem {}

    /// The tokens of a session.
    record Session(String id) implements RevokedItem {}

    /// One token.
    record Token(String id, OptionalLong expiresAt) implements RevokedItem {}

    /// The tokens of a subject that were issued before this second.
    record SubjectBefore(String subject, long second) implements RevokedItem {}

    /// All tokens that were issued before this second.
    record AllBefore(long second) implements RevokedItem {}

    /// All that was ever signed by a key.
    record Key(String id) implements RevokedItem {}
}
