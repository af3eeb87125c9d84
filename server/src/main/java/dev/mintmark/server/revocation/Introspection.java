package dev.mintmark.server.revocation;

import dev.mintmark.server.fault.Unavailable;
import dev.mintmark.server.id.ClientId;
import dev.mintmark.server.id.FamilyId;
import dev.mintmark.server.secret.MarkedText;
import dev.mintmark.server.session.Families;
import dev.mintmark.server.session.Family;
import dev.mintmark.server.session.FamilyStore.Snapshot;
import dev.mintmark.verifier.Verdict;

import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/// Says whether a token lives, and what it says (RFC 7662).
///
/// A resource server sees only tokens meant for it; a client sees its own. To everybody else a
/// living token looks like a dead one.
public final class Introspection {
    private final Function<String, Verdict> verifier;
    private final Families families;
    private final DeniedTokenStore denied;

    /// @param verifier of this authority's own tokens, whatever their audience
    public Introspection(
            Function<String, Verdict> verifier, Families families, DeniedTokenStore denied) {
        this.verifier = verifier;
        this.families = families;
        this.denied = denied;
    }

    /// Who wants to know.
    ///
    /// @param audiences the resources it stands for
    public record Caller(ClientId client, List<String> audiences) {}

    /// What there is to know.
    public sealed interface Answer {
        /// @param userName empty when the token is not a person's, or not the caller's own: what
        ///   the token does not say, a resource server does not learn
        record ActiveAccessToken(Verdict.Trusted token, Optional<String> userName)
                implements Answer {}

        record ActiveRefreshToken(Family family, String userName, Instant until)
                implements Answer {}

        /// Expired, revoked, unknown, malformed or none of the caller's business.
        record Inactive() implements Answer {}
    }

    public Answer examine(String token, Caller caller) {
        return MarkedText.isMarked(MarkedText.Kind.REFRESH_TOKEN, token)
                ? refreshToken(token, caller)
                : accessToken(token, caller);
    }

    private Answer refreshToken(String token, Caller caller) {
        return families.usable(token)
                .filter(found -> found.family().client().equals(caller.client()))
                .<Answer>map(found ->
                        new Answer.ActiveRefreshToken(
                                found.family(),
                                found.holder().name(),
                                families.until(found.family())))
                .orElseGet(Answer.Inactive::new);
    }

    private Answer accessToken(String token, Caller caller) {
        return switch (verifier.apply(token)) {
            case Verdict.Trusted trusted when concerns(caller, trusted) -> living(trusted, caller);
            case Verdict.Trusted _, Verdict.Refused _ -> new Answer.Inactive();
            case Verdict.Unavailable(_, var retryAfter) ->
                    throw new Unavailable("the keys cannot be read", retryAfter);
        };
    }

    /// The session that a living access token belongs to, whoever shows it.
    public Optional<Snapshot> sessionOf(String accessToken) {
        return switch (verifier.apply(accessToken)) {
            case Verdict.Trusted trusted -> session(trusted).filter(_ -> !isDenied(trusted));
            case Verdict.Refused _ -> Optional.empty();
            case Verdict.Unavailable(_, var retryAfter) ->
                    throw new Unavailable("the keys cannot be read", retryAfter);
        };
    }

    private boolean isDenied(Verdict.Trusted token) {
        return denied.isDenied(token.tokenId(), token.issuedAt());
    }

    private Optional<Snapshot> session(Verdict.Trusted token) {
        return token.sessionId()
                .flatMap(FamilyId::parse)
                .flatMap(families::find)
                .filter(families::isLive);
    }

    private Answer living(Verdict.Trusted token, Caller caller) {
        boolean own = token.clientId().equals(caller.client().value());
        if (isDenied(token)) {
            return new Answer.Inactive();
        }
        if (token.sessionId().isEmpty()) {
            return new Answer.ActiveAccessToken(token, Optional.empty());
        }
        return session(token)
                .<Answer>map(found ->
                        new Answer.ActiveAccessToken(
                                token, Optional.of(found.holder().name()).filter(_ -> own)))
                .orElseGet(Answer.Inactive::new);
    }

    private static boolean concerns(Caller caller, Verdict.Trusted token) {
        return token.clientId().equals(caller.client().value())
                || !Collections.disjoint(token.audience(), caller.audiences());
    }
}
