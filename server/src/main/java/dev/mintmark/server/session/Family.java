package dev.mintmark.server.session;

import dev.mintmark.server.id.ClientId;
import dev.mintmark.server.id.FamilyId;
import dev.mintmark.server.id.Scopes;
import dev.mintmark.server.id.StatusIndex;
import dev.mintmark.server.id.UserId;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// One sign-in and all that came of it. No refresh token is stored: the tokens of a family are
/// numbered, and each is a function of the family, its salt and its number.
///
/// @param salt random; without it the server's key alone can make no token of this family
/// @param scope what was granted at sign-in; a refresh may ask for less, never for more
/// @param status where the world reads whether it still counts
/// @param device it was opened on
/// @param authTime when the person proved who they are; unchanged by refreshes
/// @param generation number of the newest token handed out; the first is 0
/// @param rotatedAt when that newest token was first handed out
/// @param absoluteUntil when the family ends whatever happens; set once
/// @param ended set once, when the family ended before its time
public record Family(
        FamilyId id,
        UserId user,
        ClientId client,
        byte[] salt,
        Scopes scope,
        List<String> audience,
        StatusIndex status,
        Device device,
        Instant authTime,
        int generation,
        Instant rotatedAt,
        Instant absoluteUntil,
        Optional<Ended> ended) {
    public Family {
        audience = List.copyOf(audience);
    }

    public record Ended(Instant at, EndReason reason) {}

    Family advanced(Instant now) {
        return with(generation + 1, now, ended);
    }

    public Family ended(Instant now, EndReason reason) {
        return with(generation, rotatedAt, Optional.of(new Ended(now, reason)));
    }

    private Family with(int newest, Instant since, Optional<Ended> end) {
        return new Family(
                id,
                user,
                client,
                salt,
                scope,
                audience,
                status,
                device,
                authTime,
                newest,
                since,
                absoluteUntil,
                end);
    }
}
