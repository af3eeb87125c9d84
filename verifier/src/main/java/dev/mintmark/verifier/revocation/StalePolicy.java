package dev.mintmark.verifier.revocation;

/// What to do with a token that is right in everything else while the newest that is known about
/// revocations is older than allowed. What is known to be revoked is refused either way.
public enum StalePolicy {

    /// Nobody can tell, so nobody gets in: `Verdict.Unavailable`, to be answered with 503. For
    /// administration, payments, and wherever a stolen token is worse than an hour of standstill.
    /// The service now depends on the issuer being reachable.
    FAIL_CLOSED,

    /// The token counts until it expires, as if there were no revocation. For services that have to
    /// go on; whoever holds a stolen token and can keep news from the service has until then.
    FAIL_OPEN_UNTIL_EXP
}
