package dev.mintmark.server.session;

import dev.mintmark.server.id.ClientId;
import dev.mintmark.server.id.Scopes;
import dev.mintmark.server.id.UserId;

import java.time.Instant;
import java.util.List;

/// A person who has just proved who they are, and what for.
///
/// @param accountVersion of the account when it was looked at; when it has moved on since, the
///   proof is worth nothing any more
/// @param notBefore what begins before this moment does not count; a little ahead for a moment
///   after everything was voided
public record Arrival(
        UserId user,
        int accountVersion,
        Instant notBefore,
        ClientId client,
        Scopes scope,
        List<String> audience,
        Device device) {
    public Arrival {
        audience = List.copyOf(audience);
    }
}
