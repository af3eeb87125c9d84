package dev.mintmark.verifier.interop;

import dev.mintmark.verifier.jose.Algorithm;

import java.security.Key;

/// Another implementation of JWT, used as its own documentation says.
interface Library {

    /// A token with [Sample]'s claims.
    ///
    /// @param key private, or the secret
    String sign(Algorithm algorithm, String kid, Key key) throws Exception;

    /// The subject of a token that it trusts; throws for any other.
    ///
    /// @param key public, or the secret
    String subject(String token, Algorithm algorithm, Key key) throws Exception;

    /// What it calls the algorithm: Ed25519 was called EdDSA before RFC 9864.
    default String name(Algorithm algorithm) {
        return algorithm == Algorithm.ED25519 ? Algorithm.LEGACY_EDDSA : algorithm.wireName();
    }
}
