package dev.mintmark.server.grant;

import dev.mintmark.server.id.Scopes;

import java.util.Optional;

/// What a client asks the token endpoint for.
///
/// An empty `scope` means the client named none.
public sealed interface TokenRequest {
    Optional<Scopes> scope();

    /// RFC 6749 section 6.
    record ByRefreshToken(String refreshToken, Optional<Scopes> scope) implements TokenRequest {
        @Override
        public String toString() {
            return "ByRefreshToken[***]";
        }
    }

    /// RFC 6749 section 4.4.
    record ByClientCredentials(Optional<Scopes> scope) implements TokenRequest {}
}
