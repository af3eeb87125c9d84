package dev.mintmark.verifier;

import java.util.Optional;

/// What a revocation can take hold of: of a token that proved right in everything else.
///
/// @param sessionId the `sid`
/// @param keyId the `kid` of the key that made the signature
/// @param issuedAt the `iat`, in seconds since 1970
/// @param expiresAt the `exp`, in seconds since 1970
/// @param status its place in a status list, when it has one
public record TokenHandles(
        String issuer,
        String subject,
        String clientId,
        String tokenId,
        Optional<String> sessionId,
        Optional<String> keyId,
        long issuedAt,
        long expiresAt,
        Optional<StatusReference> status) {

    /// The claim `status.status_list` (Token Status List, section 6.1).
    ///
    /// @param uri of the list, as the token has it: for comparing with known ones, never for
    ///   fetching unless it is where the issuer's lists are
    /// @param index from 0
    public record StatusReference(String uri, long index) {}
}
