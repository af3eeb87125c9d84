package dev.mintmark.testkit;

/// One token with one thing wrong with it. Everything else is as the builder has it, and signed
/// properly unless the signature is the point: what lets such a token pass lacks the very check.
///
/// A service has to answer each of them with 401. What its verifier calls the reason stands with
/// each.
public final class BrokenToken {

    private final TokenBuilder token;

    BrokenToken(TokenBuilder token) {
        this.token = token;
    }

    /// For tests that go through the whole catalogue.
    public String by(Flaw flaw) {
        return Breakage.of(flaw, token.copy());
    }

    /// `exp` was an hour ago: [Reason#EXPIRED].
    public String expired() {
        return by(Flaw.EXPIRED);
    }

    /// `nbf` is an hour ahead: [Reason#NOT_YET_VALID].
    public String notYetValid() {
        return by(Flaw.NOT_YET_VALID);
    }

    /// `iat` is an hour ahead: [Reason#NOT_YET_VALID].
    public String issuedInTheFuture() {
        return by(Flaw.ISSUED_IN_THE_FUTURE);
    }

    /// `exp` is a year after `iat`: [Reason#MALFORMED].
    public String livesTooLong() {
        return by(Flaw.LIVES_TOO_LONG);
    }

    /// `aud` names another service: [Reason#WRONG_AUDIENCE].
    public String wrongAudience() {
        return by(Flaw.WRONG_AUDIENCE);
    }

    /// `iss` is another issuer, under a key of this one: [Reason#WRONG_ISSUER].
    public String wrongIssuer() {
        return by(Flaw.WRONG_ISSUER);
    }

    /// `typ` is `JWT`, not `at+jwt`: [Reason#WRONG_TYPE].
    public String wrongType() {
        return by(Flaw.WRONG_TYPE);
    }

    /// Has a `nonce`, as ID tokens do: [Reason#WRONG_TYPE].
    public String idToken() {
        return by(Flaw.ID_TOKEN);
    }

    /// `cty` is `JWT`: a token in a token: [Reason#WRONG_TYPE].
    public String nested() {
        return by(Flaw.NESTED);
    }

    /// `alg` is `none`, and there is no signature: [Reason#ALG_NOT_ALLOWED].
    public String unsigned() {
        return by(Flaw.UNSIGNED);
    }

    /// HS256, with the issuer's public key as the secret: [Reason#ALG_NOT_ALLOWED].
    public String publicKeyAsSecret() {
        return by(Flaw.PUBLIC_KEY_AS_SECRET);
    }

    /// The signature is empty: [Reason#BAD_SIGNATURE].
    public String signatureRemoved() {
        return by(Flaw.SIGNATURE_REMOVED);
    }

    /// One bit of the signature was flipped: [Reason#BAD_SIGNATURE].
    public String tamperedSignature() {
        return by(Flaw.TAMPERED_SIGNATURE);
    }

    /// `sub` was changed after signing: [Reason#BAD_SIGNATURE].
    public String tamperedPayload() {
        return by(Flaw.TAMPERED_PAYLOAD);
    }

    /// Signed with another key under the name of the right one: [Reason#BAD_SIGNATURE].
    public String foreignKey() {
        return by(Flaw.FOREIGN_KEY);
    }

    /// Signed with another key, which is in the header (`jwk`): [Reason#BAD_SIGNATURE].
    public String keyBroughtAlong() {
        return by(Flaw.KEY_BROUGHT_ALONG);
    }

    /// Signed with a key that the issuer does not publish: [Reason#UNKNOWN_KID].
    public String unknownKey() {
        return by(Flaw.UNKNOWN_KEY);
    }

    /// Base64 padding (`=`) at the end: [Reason#MALFORMED].
    public String padded() {
        return by(Flaw.PADDED);
    }

    /// A space before it and a line break behind it: [Reason#MALFORMED].
    public String surroundedBySpace() {
        return by(Flaw.SURROUNDED_BY_SPACE);
    }

    /// Ends after the payload: [Reason#MALFORMED].
    public String cut() {
        return by(Flaw.CUT);
    }

    /// Longer than 16 KiB: [Reason#MALFORMED].
    public String oversized() {
        return by(Flaw.OVERSIZED);
    }

    /// The payload is no JSON: [Reason#MALFORMED].
    public String notJson() {
        return by(Flaw.NOT_JSON);
    }

    /// `sub` is there twice: [Reason#MALFORMED].
    public String duplicateClaim() {
        return by(Flaw.DUPLICATE_CLAIM);
    }

    /// No `exp`: [Reason#MALFORMED].
    public String withoutExpiry() {
        return by(Flaw.WITHOUT_EXPIRY);
    }

    /// `exp` is a string: [Reason#MALFORMED].
    public String expiryAsText() {
        return by(Flaw.EXPIRY_AS_TEXT);
    }

    /// No `sub`: [Reason#MALFORMED].
    public String withoutSubject() {
        return by(Flaw.WITHOUT_SUBJECT);
    }

    /// `crit` asks for an extension that nobody knows: [Reason#MALFORMED].
    public String criticalExtension() {
        return by(Flaw.CRITICAL_EXTENSION);
    }

    /// Five parts: encrypted, not signed: [Reason#ENCRYPTED].
    public String encrypted() {
        return by(Flaw.ENCRYPTED);
    }

    /// Bound to a key (`cnf`) and presented without proof: [Reason#DPOP_MISSING].
    public String boundToAKey() {
        return by(Flaw.BOUND_TO_A_KEY);
    }
}
