package dev.mintmark.server.config;

import java.time.Duration;

/// Access tokens: how long they live, and for whom when their client registered no audience.
///
/// @param revokedWithSession whether a client that revokes one ends its session
public record Tokens(Duration accessTtl, String audience, boolean revokedWithSession) {
    static final Bounds ACCESS_TTL = new Bounds(Duration.ofMinutes(1), Duration.ofMinutes(60));

    /// Longer lives than this are allowed but said aloud: until it expires, a stolen token works
    /// wherever revocation is not watched.
    static final Duration LONG = Duration.ofMinutes(15);

    public Tokens {
        ACCESS_TTL.require("access token life", accessTtl);
        if (audience.isBlank()) {
            throw new IllegalArgumentException("an audience is needed");
        }
    }
}
