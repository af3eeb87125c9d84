package dev.mintmark.server.grant;

import dev.mintmark.server.id.Scopes;

import java.time.Duration;
import java.util.Optional;

/// What a client asks the token endpoint for.
///
/// An empty `scope` means the client named none.
public sealed interface TokenRequest {
    Optional<Scopes> scope();

    /// RFC 6749 section 6.
    ///
    /// @param underWay how long ago the request began to come in
    record ByRefreshToken(String refreshToken, Optional<Scopes> scope, Duration underWay)
            implements TokenRequest {
        /// One that has just come in.
        public ByRefreshToken(String refreshToken, Optional<Scopes> scope) {
            this(refreshToken, scope, Duration.ZERO);
        }

        @Override
        public String toString() {
            return "ByRefreshToken[***]";
        }
    }

    /// RFC 6749 section 4.4.
    record ByClientCredentials(Optional<Scopes> scope) implements TokenRequest {}
}
