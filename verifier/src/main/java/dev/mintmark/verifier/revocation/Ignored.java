package dev.mintmark.verifier.revocation;

/// Why something that claimed to be signed by the issuer was not listened to.
public enum Ignored {
    /// Not a signed token with the claims that belong there.
    MALFORMED("malformed"),
    WRONG_TYPE("wrong_type"),
    /// Unsigned, signed with a shared secret, or by an algorithm that is not known here.
    ALG_NOT_ALLOWED("alg_not_allowed"),
    UNKNOWN_KEY("unknown_key"),
    REVOKED_KEY("revoked_key"),
    /// The keys could not be had. What it said is asked for again.
    KEYS_UNAVAILABLE("keys_unavailable"),
    BAD_SIGNATURE("bad_signature"),
    WRONG_ISSUER("wrong_issuer"),
    /// No newer than what was heard before.
    OUTDATED("outdated");

    private final String code;

    Ignored(String code) {
        this.code = code;
    }

    /// A stable name for metric labels and logs.
    public String code() {
        return code;
    }
}
