package dev.mintmark.server.revocation;

import dev.mintmark.server.event.Witness;
import dev.mintmark.server.session.EndReason;

import java.time.Instant;

/// Where the ids of denied access tokens rest, each until its token would have expired anyway.
public interface DeniedTokenStore {
    /// Denies a token; durable on return. Denying twice is the same as denying once.
    ///
    /// @return whether it counted until now
    boolean deny(
            String tokenId,
            Instant expiresAt,
            EndReason reason,
            Instant now,
            Witness<Boolean> witness);

    /// Whether a token is denied by itself, or with all that were issued before some moment.
    boolean isDenied(String tokenId, Instant issuedAt);

    /// Forgets tokens that have expired by now.
    ///
    /// @param atMost in this step, so that nobody waits long behind it
    /// @return how many
    int forgetExpired(Instant now, int atMost);

    // The same with nobody to remember it; for tests.

    default boolean deny(String tokenId, Instant expiresAt, EndReason reason, Instant now) {
        return deny(tokenId, expiresAt, reason, now, Witness.silent());
    }
}
