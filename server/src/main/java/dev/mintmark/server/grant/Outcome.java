package dev.mintmark.server.grant;

import dev.mintmark.server.id.Scopes;
import dev.mintmark.server.token.AccessToken;

import java.util.Locale;
import java.util.Optional;

/// What came of asking for a token.
public sealed interface Outcome {
    /// @param refreshToken empty for a client that acts for itself
    record Issued(AccessToken accessToken, Scopes scope, Optional<String> refreshToken)
            implements Outcome {
        @Override
        public String toString() {
            return "Issued[" + accessToken.id() + "]";
        }
    }

    record Denied(Denial why) implements Outcome {}

    /// It was tried too often; nothing was looked at.
    record Held(dev.mintmark.server.guard.Held why) implements Outcome {}

    /// All a client may learn of why it got nothing.
    enum Denial {
        /// The refresh token is not good (any more).
        BAD_GRANT,
        /// The name and password are not good.
        BAD_CREDENTIALS,
        /// More was asked for than may be had.
        BAD_SCOPE,
        /// The client is not registered for this.
        NOT_FOR_THIS_CLIENT;

        String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}
