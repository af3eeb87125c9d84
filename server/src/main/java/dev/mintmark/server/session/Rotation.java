package dev.mintmark.server.session;

/// What came of a refresh token.
public sealed interface Rotation {
    /// @param converged the successor had been handed out before
    record Granted(Family family, Holder holder, String refreshToken, boolean converged)
            implements Rotation {
        @Override
        public String toString() {
            return "Granted[" + family.id() + ", ***]";
        }
    }

    record Refused(RefusedRefresh why) implements Rotation {}
}
