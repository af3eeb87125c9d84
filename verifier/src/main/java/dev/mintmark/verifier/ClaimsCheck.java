package dev.mintmark.verifier;

import dev.mintmark.verifier.Policy.Tolerance;

import org.jspecify.annotations.Nullable;

/// Whether claims that are of the right types say what they have to say: from our issuer, for us,
/// now, and an access token.
final class ClaimsCheck {

    /// How far ahead of ours the issuer's clock may be for `nbf`.
    private static final long SKEW_SECONDS = 10;

    /// An `iat` further ahead is no clock that is a little fast.
    private static final long FUTURE_SECONDS = 60;

    private final Policy policy;
    private final Parties parties;

    ClaimsCheck(Policy policy) {
        this.policy = policy;
        this.parties = new Parties(policy);
    }

    /// The first thing that is wrong, null when nothing is.
    ///
    /// @param withProof whether the sender brought a proof of possession, which is judged later
    Verdict.@Nullable Refused objection(AccessClaims claims, long now, boolean withProof) {
        var refused = objectionToKind(claims, withProof);
        if (refused == null) {
            refused = objectionToParties(claims);
        }
        if (refused == null) {
            refused = objectionToTimes(claims, now);
        }
        return refused;
    }

    /// The same for a token that passed before: what can have changed since.
    Verdict.@Nullable Refused objectionNow(AccessClaims claims, long now, boolean withProof) {
        var refused = objectionToKind(claims, withProof);
        return refused == null ? objectionToTimes(claims, now) : refused;
    }

    /// ID tokens and event tokens come from the same issuer under the same keys. What tells them
    /// apart must hold even where `typ` is not insisted on (RFC 8725 §3.12).
    private Verdict.@Nullable Refused objectionToKind(AccessClaims claims, boolean withProof) {
        if (claims.isOfOtherKind()) {
            return refused(Reason.WRONG_TYPE, "nonce or events: not an access token");
        }
        if (withProof) {
            return claims.confirmation() != null
                    ? null
                    : refused(Reason.DPOP_KEY_MISMATCH, "not bound to a key, and sent with proof");
        }
        if (claims.isBound() && !policy.tolerates(Tolerance.BOUND_TOKENS_WITHOUT_PROOF)) {
            return refused(
                    Reason.DPOP_MISSING,
                    "bound to a key (cnf) and presented without proof of possession");
        }
        return null;
    }

    private Verdict.@Nullable Refused objectionToParties(AccessClaims claims) {
        if (!claims.isFrom(parties)) {
            return refused(Reason.WRONG_ISSUER, "iss is not the configured issuer");
        }
        if (!claims.isFor(parties)) {
            return refused(Reason.WRONG_AUDIENCE, "aud names none of the configured audiences");
        }
        return null;
    }

    private Verdict.@Nullable Refused objectionToTimes(AccessClaims claims, long now) {
        if (now >= claims.expiresAt() + policy.leeway().toSeconds()) {
            return refused(Reason.EXPIRED, "exp is in the past");
        }
        if (claims.issuedAt() > now + FUTURE_SECONDS) {
            return refused(Reason.NOT_YET_VALID, "iat is more than a minute in the future");
        }
        if (now + SKEW_SECONDS < claims.notBefore()) {
            return refused(Reason.NOT_YET_VALID, "nbf is in the future");
        }
        if (claims.expiresAt() - claims.issuedAt() > policy.maxLifetime().toSeconds()) {
            return refused(Reason.MALFORMED, "exp is further from iat than tokens may live");
        }
        return null;
    }

    private static Verdict.Refused refused(Reason reason, String detail) {
        return new Verdict.Refused(reason, detail);
    }
}
