package dev.mintmark.server.device;

import dev.mintmark.server.id.FamilyId;

import java.time.Instant;
import java.util.Optional;

/// Which key each bound session is bound to.
public interface DeviceKeyStore {
    /// Binds a session for good: the first key wins.
    ///
    /// @param jwk the public key, as a JSON Web Key with its `alg`
    /// @param until when the session is over at the latest
    /// @return false when it is bound already
    boolean bind(FamilyId family, byte[] jwk, Instant until);

    Optional<byte[]> find(FamilyId family);

    /// Forgets keys of sessions that are over.
    ///
    /// @return how many
    int forgetExpired(Instant now, int atMost);
}
