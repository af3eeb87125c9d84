package dev.mintmark.server.session;

import java.time.Instant;

/// What came of a refresh token.
public sealed interface Rotation {
    /// @param asOf from before it was decided: an access token that goes with this says no later
    ///   time, so that whatever voids all tokens up to a moment after the decision voids it, too
    /// @param converged the successor had been handed out before
    record Granted(
            Family family, Holder holder, String refreshToken, Instant asOf, boolean converged)
            implements Rotation {
        @Override
        public String toString() {
            return "Granted[" + family.id() + ", ***]";
        }
    }

    record Refused(RefusedRefresh why) implements Rotation {}
}
