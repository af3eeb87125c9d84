package dev.mintmark.bench.verify;

/// One way to verify a token in full: signature, issuer, audience, expiry and type.
interface Contender {

    /// Something that depends on the outcome; throws when the token is not good.
    Object verify(String token) throws Exception;
}
