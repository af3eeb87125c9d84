package dev.mintmark.server.revocation;

import dev.mintmark.server.event.Event;
import dev.mintmark.server.event.Events;
import dev.mintmark.server.event.Origin;
import dev.mintmark.server.fault.Unavailable;
import dev.mintmark.server.id.ClientId;
import dev.mintmark.server.secret.MarkedText;
import dev.mintmark.server.session.EndReason;
import dev.mintmark.server.session.Families;
import dev.mintmark.verifier.Verdict;
import dev.mintmark.verifier.Verifier;

import java.time.InstantSource;

/// Ends tokens before their time (RFC 7009). What is revoked is durably so before the caller is
/// told.
public final class Revocations {
    private final Verifier verifier;
    private final Families families;
    private final DeniedTokenStore denied;
    private final InstantSource clock;
    private final Events events;

    /// @param verifier of this authority's own tokens, whatever their audience
    public Revocations(
            Verifier verifier,
            Families families,
            DeniedTokenStore denied,
            InstantSource clock,
            Events events) {
        this.verifier = verifier;
        this.families = families;
        this.denied = denied;
        this.clock = clock;
        this.events = events;
    }

    public enum Result {
        /// The token is dead now, or was no living token before.
        DEAD,
        /// It belongs to another client; nothing changed.
        NOT_YOURS
    }

    /// Revokes a token on behalf of a client. A refresh token takes its whole family with it, and
    /// so every access token of that sign-in; an access token dies alone.
    public Result revoke(String token, ClientId client, Origin origin) {
        return MarkedText.isMarked(MarkedText.Kind.REFRESH_TOKEN, token)
                ? refreshToken(token, client, origin)
                : accessToken(token, client, origin);
    }

    private Result refreshToken(String token, ClientId client, Origin origin) {
        var found = families.find(token);
        if (found.isEmpty()) {
            return Result.DEAD;
        }
        var family = found.get().family();
        if (!family.client().equals(client)) {
            return Result.NOT_YOURS;
        }
        families.end(family.id(), EndReason.REVOKED, origin);
        return Result.DEAD;
    }

    private Result accessToken(String token, ClientId client, Origin origin) {
        return switch (verifier.verify(token)) {
            case Verdict.Refused _ -> Result.DEAD;
            case Verdict.Unavailable(_, var retryAfter) ->
                    throw new Unavailable("the keys cannot be read", retryAfter);
            case Verdict.Trusted trusted when !trusted.clientId().equals(client.value()) ->
                    Result.NOT_YOURS;
            case Verdict.Trusted trusted -> {
                denied.deny(
                        trusted.tokenId(), trusted.expiresAt(), EndReason.REVOKED, clock.instant());
                events.record(new Event.TokenDenied(trusted.tokenId(), client, origin));
                yield Result.DEAD;
            }
        };
    }
}
