package dev.mintmark.verifier;

/// Why a token was refused: for logs and metrics, and not for the client, who learns no more than
/// `invalid_token` (RFC 6750 §3.1). The exceptions are those that a client can do something about:
/// what its token lacks (`INSUFFICIENT_…`), and what is wrong with its proof (`DPOP_…`).
public enum Reason {
    /// Not a compact JWS with strict JSON inside, or a claim is absent or of the wrong type.
    MALFORMED("malformed"),
    /// Five segments: encrypted, not signed. Its own reason because it is an integration mistake
    /// rather than an attack, and looks like line noise otherwise.
    ENCRYPTED("encrypted"),
    ALG_NOT_ALLOWED("alg_not_allowed"),
    UNKNOWN_KID("unknown_kid"),
    BAD_SIGNATURE("bad_signature"),
    EXPIRED("expired"),
    NOT_YET_VALID("not_yet_valid"),
    WRONG_ISSUER("wrong_issuer"),
    WRONG_AUDIENCE("wrong_audience"),
    /// A token of another kind: an ID token, a logout token, a DPoP proof.
    WRONG_TYPE("wrong_type"),
    REVOKED("revoked"),
    /// Good, but not for this: a scope that is needed is not among the token's.
    INSUFFICIENT_SCOPE("insufficient_scope"),
    /// Good, but the person has to prove who they are again, or better (RFC 9470).
    INSUFFICIENT_AUTHENTICATION("insufficient_user_authentication"),
    /// Bound to a key, and presented without a proof that the sender holds it.
    DPOP_MISSING("dpop_missing"),
    DPOP_INVALID("dpop_invalid"),
    DPOP_KEY_MISMATCH("dpop_key_mismatch"),
    DPOP_REPLAYED("dpop_replayed"),
    DPOP_NONCE_REQUIRED("dpop_nonce_required");

    private final String code;

    Reason(String code) {
        this.code = code;
    }

    /// A stable name for metric labels and logs.
    public String code() {
        return code;
    }
}
