package dev.mintmark.server.revocation;

import dev.mintmark.server.event.Event;
import dev.mintmark.server.event.Events;
import dev.mintmark.server.event.Origin;
import dev.mintmark.server.fault.Unavailable;
import dev.mintmark.server.guard.RateLimit;
import dev.mintmark.server.id.ClientId;
import dev.mintmark.server.id.FamilyId;
import dev.mintmark.server.secret.MarkedText;
import dev.mintmark.server.session.EndReason;
import dev.mintmark.server.session.Families;
import dev.mintmark.server.session.Family;
import dev.mintmark.server.session.FamilyStore.Snapshot;
import dev.mintmark.verifier.Verdict;

import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;

/// Ends tokens before their time (RFC 7009). What is revoked is durably so before the caller is
/// told.
public final class Revocations {
    private final Function<String, Verdict> verifier;
    private final Families families;
    private final DeniedTokenStore denied;
    private final boolean accessTokensTakeSessions;
    private final RateLimit denials;
    private final InstantSource clock;
    private final Events events;

    /// @param verifier of this authority's own tokens, whatever their audience
    /// @param accessTokensTakeSessions whether a client that revokes one ends its session
    /// @param denials how many access tokens of one session may be denied. A session gets tokens as
    ///   often as it is refreshed, and each that is denied costs every verifier some memory
    public Revocations(
            Function<String, Verdict> verifier,
            Families families,
            DeniedTokenStore denied,
            boolean accessTokensTakeSessions,
            RateLimit denials,
            InstantSource clock,
            Events events) {
        this.verifier = verifier;
        this.families = families;
        this.denied = denied;
        this.accessTokensTakeSessions = accessTokensTakeSessions;
        this.denials = denials;
        this.clock = clock;
        this.events = events;
    }

    public enum Result {
        /// The token is dead now, or was no living token before.
        DEAD,
        /// It belongs to another client; nothing changed.
        NOT_YOURS,
        /// Too many tokens of its session were revoked one by one; nothing changed.
        TOO_MANY
    }

    /// Revokes a token on behalf of a client. A refresh token takes its whole family with it, and
    /// so every access token of that sign-in; an access token dies alone, unless it is set to do
    /// the same.
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
            return refused(client, Result.NOT_YOURS, origin);
        }
        families.end(family, EndReason.REVOKED, origin);
        return Result.DEAD;
    }

    private Result accessToken(String token, ClientId client, Origin origin) {
        return switch (verifier.apply(token)) {
            case Verdict.Refused _ -> Result.DEAD;
            case Verdict.Unavailable(_, var retryAfter) ->
                    throw new Unavailable("the keys cannot be read", retryAfter);
            case Verdict.Trusted trusted when !trusted.clientId().equals(client.value()) ->
                    refused(client, Result.NOT_YOURS, origin);
            case Verdict.Trusted trusted -> endOrDeny(trusted, origin);
        };
    }

    private Result endOrDeny(Verdict.Trusted token, Origin origin) {
        var session = token.sessionId().flatMap(FamilyId::parse);
        if (accessTokensTakeSessions && session.isPresent()) {
            families.end(session.get(), EndReason.REVOKED, origin);
        } else if (session.isPresent() && denials.take(session.get().bytes()).isPresent()) {
            return refused(new ClientId(token.clientId()), Result.TOO_MANY, origin);
        } else {
            deny(token, EndReason.REVOKED, origin);
        }
        return Result.DEAD;
    }

    private Result refused(ClientId client, Result why, Origin origin) {
        var reason = why.name().toLowerCase(Locale.ROOT);
        events.record(new Event.RevocationRefused(client, reason, origin));
        return why;
    }

    /// What somebody showed turned out to be.
    public enum Shown {
        SESSION,
        ACCESS_TOKEN,
        /// No living token of ours.
        NOTHING
    }

    /// Revokes a token on behalf of an administrator, whosever it is: a refresh token with its
    /// whole family, an access token alone.
    public Shown revokeShown(String token, Origin origin) {
        if (MarkedText.isMarked(MarkedText.Kind.REFRESH_TOKEN, token)) {
            return end(families.find(token).map(Snapshot::family), EndReason.ENDED_BY_ADMIN, origin)
                    ? Shown.SESSION
                    : Shown.NOTHING;
        }
        return switch (verifier.apply(token)) {
            case Verdict.Refused _ -> Shown.NOTHING;
            case Verdict.Unavailable(_, var retryAfter) ->
                    throw new Unavailable("the keys cannot be read", retryAfter);
            case Verdict.Trusted trusted ->
                    deny(trusted, EndReason.ENDED_BY_ADMIN, origin)
                            ? Shown.ACCESS_TOKEN
                            : Shown.NOTHING;
        };
    }

    /// Denies an access token of which only the id is known.
    ///
    /// @param expiresAt when it expires; it is remembered for so long
    /// @return whether it counted until now, as far as is known
    public boolean deny(String tokenId, Instant expiresAt, Origin origin) {
        return deny(tokenId, Optional.empty(), expiresAt, EndReason.ENDED_BY_ADMIN, origin);
    }

    private boolean end(Optional<Family> family, EndReason reason, Origin origin) {
        return family.isPresent() && families.end(family.get(), reason, origin);
    }

    boolean deny(Verdict.Trusted token, EndReason reason, Origin origin) {
        var client = Optional.of(new ClientId(token.clientId()));
        return deny(token.tokenId(), client, token.expiresAt(), reason, origin);
    }

    private boolean deny(
            String tokenId,
            Optional<ClientId> client,
            Instant expiresAt,
            EndReason reason,
            Origin origin) {
        var event = new Event.TokenDenied(tokenId, client, reason.word(), origin);
        return events.keeping(
                counted -> counted ? List.of(event) : List.of(),
                witness -> denied.deny(tokenId, expiresAt, reason, clock.instant(), witness));
    }
}
