package dev.mintmark.server.session;

import dev.mintmark.server.id.ClientId;
import dev.mintmark.server.id.Scopes;
import dev.mintmark.server.id.UserId;

import java.util.List;

/// A person who has just proved who they are, and what for.
///
/// @param accountVersion of the account when it was looked at; when it has moved on since, the
///   proof is worth nothing any more
public record Arrival(
        UserId user,
        int accountVersion,
        ClientId client,
        Scopes scope,
        List<String> audience,
        Device device) {
    public Arrival {
        audience = List.copyOf(audience);
    }
}
