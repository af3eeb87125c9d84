package dev.mintmark.server.revocation;

import dev.mintmark.server.id.FamilyId;
import dev.mintmark.server.id.KeyId;
import dev.mintmark.server.id.StatusIndex;
import dev.mintmark.server.id.UserId;

import java.time.Instant;

/// Something that counts no more, in the terms by which verifiers know tokens.
public sealed interface Revoked {
    /// Every token of a session.
    record Session(FamilyId id, StatusIndex status) implements Revoked {}

    /// One access token.
    ///
    /// @param id its `jti`
    /// @param expiresAt when it would be over anyway
    record Token(String id, Instant expiresAt) implements Revoked {}

    /// Every token of a person that was issued before a moment.
    record OfUser(UserId user, Instant notBefore) implements Revoked {}

    /// Every token that was issued before a moment.
    record OfEverybody(Instant notBefore) implements Revoked {}

    /// Every token that a key signed.
    record Key(KeyId kid) implements Revoked {}
}
