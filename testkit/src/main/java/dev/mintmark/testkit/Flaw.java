package dev.mintmark.testkit;

import dev.mintmark.verifier.Reason;

/// The one thing that is wrong with a [BrokenToken], and what a verifier has to say to it.
public enum Flaw {
    EXPIRED(Reason.EXPIRED, "`exp` was an hour ago"),
    NOT_YET_VALID(Reason.NOT_YET_VALID, "`nbf` is an hour ahead"),
    ISSUED_IN_THE_FUTURE(Reason.NOT_YET_VALID, "`iat` is an hour ahead"),
    LIVES_TOO_LONG(Reason.MALFORMED, "`exp` is a year after `iat`"),

    WRONG_AUDIENCE(Reason.WRONG_AUDIENCE, "`aud` names another service"),
    WRONG_ISSUER(Reason.WRONG_ISSUER, "`iss` is another issuer, under a key of this one"),

    WRONG_TYPE(Reason.WRONG_TYPE, "`typ` is `JWT`, not `at+jwt`"),
    ID_TOKEN(Reason.WRONG_TYPE, "has a `nonce`, as ID tokens do"),
    NESTED(Reason.WRONG_TYPE, "`cty` is `JWT`: a token in a token"),

    UNSIGNED(Reason.ALG_NOT_ALLOWED, "`alg` is `none`, and there is no signature"),
    PUBLIC_KEY_AS_SECRET(
            Reason.ALG_NOT_ALLOWED, "HS256, with the issuer's public key as the secret"),
    SIGNATURE_REMOVED(Reason.BAD_SIGNATURE, "the signature is empty"),
    TAMPERED_SIGNATURE(Reason.BAD_SIGNATURE, "one bit of the signature was flipped"),
    TAMPERED_PAYLOAD(Reason.BAD_SIGNATURE, "`sub` was changed after signing"),
    FOREIGN_KEY(Reason.BAD_SIGNATURE, "signed with another key under the name of the right one"),
    KEY_BROUGHT_ALONG(
            Reason.BAD_SIGNATURE, "signed with another key, which is in the header (`jwk`)"),
    UNKNOWN_KEY(Reason.UNKNOWN_KID, "signed with a key that the issuer does not publish"),

    PADDED(Reason.MALFORMED, "base64 padding (`=`) at the end"),
    SURROUNDED_BY_SPACE(Reason.MALFORMED, "a space before it and a line break behind it"),
    CUT(Reason.MALFORMED, "ends after the payload"),
    OVERSIZED(Reason.MALFORMED, "longer than 16 KiB"),
    NOT_JSON(Reason.MALFORMED, "the payload is no JSON"),
    DUPLICATE_CLAIM(Reason.MALFORMED, "`sub` is there twice"),
    WITHOUT_EXPIRY(Reason.MALFORMED, "no `exp`"),
    EXPIRY_AS_TEXT(Reason.MALFORMED, "`exp` is a string"),
    WITHOUT_SUBJECT(Reason.MALFORMED, "no `sub`"),
    CRITICAL_EXTENSION(Reason.MALFORMED, "`crit` asks for an extension that nobody knows"),

    ENCRYPTED(Reason.ENCRYPTED, "five parts: encrypted, not signed"),
    BOUND_TO_A_KEY(Reason.DPOP_MISSING, "bound to a key (`cnf`) and presented without proof");

    private final Reason reason;
    private final String description;

    Flaw(Reason reason, String description) {
        this.reason = reason;
        this.description = description;
    }

    /// What [dev.mintmark.verifier.Verifier#verify(String)] refuses such a token with.
    public Reason reason() {
        return reason;
    }

    public String description() {
        return description;
    }
}
