package dev.mintmark.verifier;

import dev.mintmark.verifier.Policy.Tolerance;
import dev.mintmark.verifier.json.JsonObject;
import dev.mintmark.verifier.jwt.NumericDate;

import org.jspecify.annotations.Nullable;

/// Whether claims that are of the right types say what they have to say: from our issuer, for us,
/// now, and an access token.
final class ClaimsCheck {

    /// How far ahead of ours the issuer's clock may be for `nbf`.
    private static final long SKEW_SECONDS = 10;

    /// An `iat` further ahead is no clock that is a little fast.
    private static final long FUTURE_SECONDS = 60;

    private final Policy policy;
    private final long now;
    private final boolean withProof;

    /// @param withProof whether the sender brought a proof of possession, which is judged later
    ClaimsCheck(Policy policy, long now, boolean withProof) {
        this.policy = policy;
        this.now = now;
        this.withProof = withProof;
    }

    /// The first thing that is wrong, null when nothing is.
    Verdict.@Nullable Refused objection(AccessClaims claims) {
        var refused = objectionToKind(claims.all());
        if (refused == null) {
            refused = objectionToParties(claims);
        }
        if (refused == null) {
            refused = objectionToTimes(claims);
        }
        return refused;
    }

    /// ID tokens and event tokens come from the same issuer under the same keys. What tells them
    /// apart must hold even where `typ` is not insisted on (RFC 8725 §3.12).
    private Verdict.@Nullable Refused objectionToKind(JsonObject claims) {
        if (claims.has("nonce") || claims.has("events")) {
            return refused(Reason.WRONG_TYPE, "nonce or events: not an access token");
        }
        if (withProof) {
            return claims.member("cnf") instanceof JsonObject
                    ? null
                    : refused(Reason.DPOP_KEY_MISMATCH, "not bound to a key, and sent with proof");
        }
        if (claims.has("cnf") && !policy.tolerates(Tolerance.BOUND_TOKENS_WITHOUT_PROOF)) {
            return refused(
                    Reason.DPOP_MISSING,
                    "bound to a key (cnf) and presented without proof of possession");
        }
        return null;
    }

    private Verdict.@Nullable Refused objectionToParties(AccessClaims claims) {
        if (!claims.issuer().equals(policy.issuer())) {
            return refused(Reason.WRONG_ISSUER, "iss is not the configured issuer");
        }
        if (!policy.allowsAudience(claims.audience())) {
            return refused(Reason.WRONG_AUDIENCE, "aud names none of the configured audiences");
        }
        return null;
    }

    private Verdict.@Nullable Refused objectionToTimes(AccessClaims claims) {
        if (now >= claims.expiresAt() + policy.leeway().toSeconds()) {
            return refused(Reason.EXPIRED, "exp is in the past");
        }
        if (claims.issuedAt() > now + FUTURE_SECONDS) {
            return refused(Reason.NOT_YET_VALID, "iat is more than a minute in the future");
        }
        if (claims.all().has("nbf")) {
            var notBefore = NumericDate.roundedUp(claims.all().member("nbf"));
            if (notBefore.isEmpty()) {
                return refused(Reason.MALFORMED, "nbf is not a date");
            }
            if (now + SKEW_SECONDS < notBefore.getAsLong()) {
                return refused(Reason.NOT_YET_VALID, "nbf is in the future");
            }
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
