package dev.mintmark.server.key;

import dev.mintmark.server.fault.Unavailable;
import dev.mintmark.server.id.KeyId;
import dev.mintmark.verifier.jose.Algorithm;

import java.security.PublicKey;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/// Where private keys are made and used without ever leaving it.
public interface KeyDevice {
    /// Whether it makes keys for an algorithm.
    boolean makes(Algorithm algorithm);

    /// Makes a pair of keys whose private half stays inside.
    ///
    /// @param naming tells the name to keep it under from the public half
    /// @return the public half
    /// @throws Unavailable when it does not answer
    PublicKey make(Algorithm algorithm, Function<PublicKey, KeyId> naming, Instant now);

    /// What signs with the private half of that name; empty when there is none.
    ///
    /// @throws Unavailable when it does not answer
    Optional<Signer> signer(KeyId kid, Algorithm algorithm);

    /// The names of all private halves in it that were made by an authority.
    ///
    /// @throws Unavailable when it does not answer
    Set<KeyId> names();

    /// Destroys a private half, if it is there and can be destroyed.
    void remove(KeyId kid);
}
