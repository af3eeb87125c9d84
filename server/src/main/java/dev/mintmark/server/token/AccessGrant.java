package dev.mintmark.server.token;

import dev.mintmark.server.id.ClientId;
import dev.mintmark.server.id.FamilyId;
import dev.mintmark.server.id.Scopes;
import dev.mintmark.server.id.StatusIndex;
import dev.mintmark.verifier.jose.Algorithm;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// What an access token is to say.
///
/// @param subject a user id, or the client's own id
/// @param session the family it belongs to, when it came of a sign-in
public record AccessGrant(
        String subject,
        ClientId client,
        List<String> audience,
        Scopes scope,
        Algorithm algorithm,
        Optional<Session> session) {
    public AccessGrant {
        if (audience.isEmpty()) {
            throw new IllegalArgumentException("an access token is always for somebody");
        }
        audience = List.copyOf(audience);
    }

    /// @param status where verifiers read whether the session still counts
    /// @param authTime when the person proved who they are (RFC 9068 section 2.2.1)
    /// @param issuedAt when it was decided that there may be a token
    /// @param until no token of the session outlives it
    public record Session(
            FamilyId id,
            StatusIndex status,
            Instant authTime,
            Instant issuedAt,
            Instant until,
            List<String> roles) {
        public Session {
            roles = List.copyOf(roles);
        }
    }
}
