package dev.mintmark.server.client;

import dev.mintmark.server.id.ClientId;

import java.util.Optional;

/// How a caller says which client it is (RFC 6749 section 2.3).
public sealed interface Credentials {
    /// Which client the caller says to be, if that can be one.
    default Optional<ClientId> claimed() {
        return switch (this) {
            case Nobody() -> Optional.of(ClientId.FIRST_PARTY);
            case IdOnly(var id) -> id(id);
            case IdAndSecret(var id, _) -> id(id);
        };
    }

    private static Optional<ClientId> id(String text) {
        return ClientId.isValid(text) ? Optional.of(new ClientId(text)) : Optional.empty();
    }

    /// Nobody said anything: the built-in first-party client is meant.
    record Nobody() implements Credentials {}

    /// `client_id` alone, as a public client does.
    record IdOnly(String clientId) implements Credentials {}

    /// Id and secret, in the `Authorization` header or in the form.
    record IdAndSecret(String clientId, String secret) implements Credentials {
        @Override
        public String toString() {
            return "IdAndSecret[" + clientId + ", ***]";
        }
    }
}
