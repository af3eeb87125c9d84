package dev.mintmark.server.client;

import dev.mintmark.server.event.Witness;
import dev.mintmark.server.id.ClientId;

import java.util.List;
import java.util.Optional;

/// Where clients rest.
public interface ClientStore {
    /// @param secretHash keyed hash of the secret; empty for a public client
    record Registered(Client client, Optional<byte[]> secretHash) {}

    Optional<Registered> find(ClientId id);

    /// Ordered by id.
    ///
    /// @param prefix how the ids begin; may be empty
    /// @param after the last id that was read before; empty to begin
    List<Client> list(String prefix, Optional<String> after, int limit);

    /// @return whether it was added; false when the id is taken
    boolean add(Registered client, Witness<Boolean> witness);

    /// @return whether there is such a client
    boolean replaceSecret(ClientId id, byte[] secretHash, Witness<Boolean> witness);

    // The same with nobody to remember it; for tests.

    default boolean add(Registered client) {
        return add(client, Witness.silent());
    }

    default boolean replaceSecret(ClientId id, byte[] secretHash) {
        return replaceSecret(id, secretHash, Witness.silent());
    }
}
