package dev.mintmark.verifier;

import java.util.Optional;

/// What a revocation can take hold of: of a token that proved right in everything else.
///
/// Each is made when it is asked for, so a source that knows of nothing asks for nothing.
public interface TokenHandles {

    String issuer();

    String subject();

    String clientId();

    String tokenId();

    /// The `sid`.
    Optional<String> sessionId();

    /// The `kid` of the key that made the signature.
    Optional<String> keyId();

    /// The `iat`, in seconds since 1970.
    long issuedAt();

    /// The `exp`, in seconds since 1970.
    long expiresAt();

    /// Its place in a status list, when it has one.
    Optional<StatusReference> status();

    /// The claim `status.status_list` (Token Status List, section 6.1).
    ///
    /// @param uri of the list, as the token has it: for comparing with known ones, never for
    ///   fetching unless it is where the issuer's lists are
    /// @param index from 0
    record StatusReference(String uri, long index) {}
}
