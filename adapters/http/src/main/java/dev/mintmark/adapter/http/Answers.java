package dev.mintmark.adapter.http;

import dev.mintmark.adapter.http.Answer.Header;
import dev.mintmark.verifier.Reason;
import dev.mintmark.verifier.Verdict;

import org.jspecify.annotations.Nullable;

import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/// What one protected resource answers to requests that it does not let in: status, challenges and
/// body, after RFC 6750 §3, RFC 9449 §7.1, RFC 9470 §3 and RFC 9457. The one map from what went
/// wrong to what is said about it.
///
/// Immutable and safe for use by many threads.
public final class Answers {

    private final String realm;
    private final Optional<URI> resourceMetadata;
    private final Optional<DpopOffer> dpop;

    private Answers(String realm, Optional<URI> resourceMetadata, Optional<DpopOffer> dpop) {
        this.realm = realm;
        this.resourceMetadata = resourceMetadata;
        this.dpop = dpop;
    }

    /// @param realm what is protected, for people; printable ASCII
    public static Answers forRealm(String realm) {
        return new Answers(Challenge.requireSayable(realm), Optional.empty(), Optional.empty());
    }

    /// Names the document that tells clients where to get tokens (RFC 9728 §5.1) in all challenges.
    public Answers withResourceMetadata(URI address) {
        Challenge.requireSayable(address.toString());
        return new Answers(realm, Optional.of(address), dpop);
    }

    /// A gate that takes proofs says so in its challenges.
    Answers with(DpopOffer offer) {
        return new Answers(realm, resourceMetadata, Optional.of(offer));
    }

    /// To a request without credentials: no error, since nothing was tried (RFC 6750 §3.1).
    Answer unauthorized(TraceId trace) {
        return answer(Problem.UNAUTHORIZED, trace, challenges(null, List.of()));
    }

    Answer malformed(Credentials.Malformed attempt, TraceId trace) {
        return refusal(Problem.INVALID_REQUEST, attempt.rule(), Scheme.BEARER, trace, List.of());
    }

    /// To a token that was refused for itself or for its proof. What the request needs beyond a
    /// good token has methods of its own.
    Answer refused(Reason reason, Scheme scheme, TraceId trace) {
        // As bearer, a bound token is what is wrong with the request; as DPoP, the proof is.
        Problem problem =
                reason == Reason.DPOP_MISSING && scheme == Scheme.DPOP
                        ? Problem.INVALID_DPOP_PROOF
                        : problem(reason);
        return refusal(problem, scheme, trace, List.of());
    }

    /// To a token that lacks a scope.
    ///
    /// @param needed all that the request needs; empty when that is not known
    Answer insufficientScope(Collection<String> needed, Scheme scheme, TraceId trace) {
        String scopes = joined(needed);
        boolean known = !scopes.isEmpty() && Challenge.isSayable(scopes);
        return refusal(
                Problem.INSUFFICIENT_SCOPE,
                scheme,
                trace,
                known ? List.of(new Header("scope", scopes)) : List.of());
    }

    /// To a token whose user has signed in too long ago, or not well enough (RFC 9470 §3).
    ///
    /// @param acrValues any of which would do, the best first
    Answer insufficientAuthentication(
            Collection<String> acrValues, Optional<Duration> maxAge, Scheme scheme, TraceId trace) {
        var parameters = new ArrayList<Header>();
        if (!acrValues.isEmpty()) {
            parameters.add(new Header("acr_values", joined(acrValues)));
        }
        maxAge.ifPresent(
                age -> parameters.add(new Header("max_age", Long.toString(age.toSeconds()))));
        return refusal(Problem.INSUFFICIENT_USER_AUTHENTICATION, scheme, trace, parameters);
    }

    /// To any token while keys or news of revocations are out of reach: not 401, or clients throw
    /// good tokens away.
    Answer unavailable(Verdict.Unavailable verdict, TraceId trace) {
        return answer(
                Problem.TEMPORARILY_UNAVAILABLE,
                trace,
                List.of(new Header("Retry-After", Long.toString(seconds(verdict.retryAfter())))));
    }

    private Answer refusal(Problem problem, Scheme scheme, TraceId trace, List<Header> parameters) {
        return refusal(problem, problem.detail(), scheme, trace, parameters);
    }

    private Answer refusal(
            Problem problem,
            String sentence,
            Scheme scheme,
            TraceId trace,
            List<Header> parameters) {
        var all = new ArrayList<Header>();
        all.add(new Header("error", problem.code()));
        all.add(new Header("error_description", sentence));
        all.addAll(parameters);
        return answer(problem, sentence, trace, challenges(scheme, all));
    }

    private static Answer answer(Problem problem, TraceId trace, List<Header> headers) {
        return answer(problem, problem.detail(), trace, headers);
    }

    private static Answer answer(
            Problem problem, String sentence, TraceId trace, List<Header> headers) {
        var all = new ArrayList<>(headers);
        all.add(new Header("Content-Type", Problem.MEDIA_TYPE));
        all.add(new Header("Cache-Control", "no-store"));
        all.add(new Header("Vary", "Authorization"));
        return new Answer(problem.status(), all, problem.body(sentence, trace));
    }

    /// One line for each scheme that is taken. What is said about this request goes to the scheme
    /// that it used, or to the first when that one is not taken.
    private List<Header> challenges(@Nullable Scheme used, List<Header> parameters) {
        var offered = new ArrayList<Scheme>();
        if (dpop.isEmpty() || !dpop.get().only()) {
            offered.add(Scheme.BEARER);
        }
        if (dpop.isPresent()) {
            offered.add(Scheme.DPOP);
        }
        Scheme addressed = used != null && offered.contains(used) ? used : offered.get(0);
        var lines = new ArrayList<Header>();
        for (Scheme scheme : offered) {
            Challenge challenge = Challenge.of(scheme.word()).with("realm", realm);
            if (scheme == addressed) {
                for (Header parameter : parameters) {
                    challenge = challenge.with(parameter.name(), parameter.value());
                }
            }
            if (scheme == Scheme.DPOP) {
                challenge = challenge.with("algs", dpop.orElseThrow().algorithms());
            }
            if (resourceMetadata.isPresent()) {
                challenge = challenge.with("resource_metadata", resourceMetadata.get().toString());
            }
            lines.add(new Header("WWW-Authenticate", challenge.text()));
        }
        return lines;
    }

    private static Problem problem(Reason reason) {
        return switch (reason) {
            case MALFORMED,
                    ENCRYPTED,
                    ALG_NOT_ALLOWED,
                    UNKNOWN_KID,
                    BAD_SIGNATURE,
                    EXPIRED,
                    NOT_YET_VALID,
                    WRONG_ISSUER,
                    WRONG_AUDIENCE,
                    WRONG_TYPE,
                    REVOKED,
                    DPOP_MISSING,
                    DPOP_KEY_MISMATCH ->
                    Problem.INVALID_TOKEN;
            case DPOP_INVALID, DPOP_REPLAYED -> Problem.INVALID_DPOP_PROOF;
            case DPOP_NONCE_REQUIRED -> Problem.USE_DPOP_NONCE;
            case INSUFFICIENT_SCOPE -> Problem.INSUFFICIENT_SCOPE;
            case INSUFFICIENT_AUTHENTICATION -> Problem.INSUFFICIENT_USER_AUTHENTICATION;
        };
    }

    private static String joined(Collection<String> words) {
        return String.join(" ", words);
    }

    /// Whole seconds, rounded up: who comes back early is turned away again.
    private static long seconds(Duration duration) {
        long whole = duration.toSeconds();
        return Math.max(1, duration.minusSeconds(whole).isZero() ? whole : whole + 1);
    }
}
