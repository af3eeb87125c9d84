package dev.mintmark.server.client;

/// How a caller says which client it is (RFC 6749 section 2.3).
public sealed interface Credentials {
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
