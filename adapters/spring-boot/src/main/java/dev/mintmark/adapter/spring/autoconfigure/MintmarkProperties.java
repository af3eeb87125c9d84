package dev.mintmark.adapter.spring.autoconfigure;

import dev.mintmark.verifier.jose.Algorithm;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;

/// The properties `mintmark.*`.
///
/// @param issuer Issuer whose tokens are taken, exactly as it stands in the claim iss.
/// @param audience Names of this service, any of which a token has to carry in the claim aud.
/// @param realm What is protected, for people who read a challenge. The first audience unless set.
/// @param algorithms Signature algorithms that are taken.
/// @param leeway How long after its expiry a token still passes, for clocks that differ. At most a
///   minute.
/// @param maxLifetime How far apart the claims iat and exp may be.
/// @param jwksUri Address of the issuer's keys, for issuers that publish no metadata.
/// @param keySnapshot File that keeps the issuer's keys, so that this service can start while the
///   issuer is down. Its folder has to be there.
/// @param acceptUntypedTokens Whether to take tokens whose header typ is JWT or absent besides
///   at+jwt, for issuers older than RFC 9068.
/// @param reportRefusals Whether to tell the issuer how many tokens were taken and refused, by
///   reason. Needs mintmark.revocation.client-id and its secret, and an issuer that is Mintmark.
/// @param dpop Tokens that are bound to a key of their sender (RFC 9449).
/// @param revocation What the issuer revokes before it expires.
/// @param resource What this service says about itself to clients that look for a token.
@ConfigurationProperties(prefix = "mintmark", ignoreUnknownFields = false)
public record MintmarkProperties(
        @Nullable URI issuer,
        @DefaultValue List<String> audience,
        @Nullable String realm,
        @DefaultValue({"ES256", "Ed25519", "RS256", "PS256"}) Set<Algorithm> algorithms,
        @DefaultValue("30s") Duration leeway,
        @DefaultValue("24h") Duration maxLifetime,
        @Nullable URI jwksUri,
        @Nullable Path keySnapshot,
        @DefaultValue("false") boolean acceptUntypedTokens,
        @DefaultValue("false") boolean reportRefusals,
        @DefaultValue Dpop dpop,
        @DefaultValue Revocation revocation,
        @DefaultValue Resource resource) {

    /// Which tokens are taken.
    public enum DpopMode {
        /// Unbound tokens only.
        OFF,
        /// Bound and unbound tokens.
        OPTIONAL,
        /// Bound tokens only.
        REQUIRED
    }

    /// @param mode Whether tokens bound to a key are taken, and whether no others are.
    /// @param externalUrl Address under which clients see the root of this service. Needed unless
    ///   the mode is off.
    /// @param nonceSecret At least 32 random bytes in base64url, the same at every instance of this
    ///   service. When set, proofs need a nonce of this service.
    public record Dpop(
            @DefaultValue("off") DpopMode mode,
            @Nullable URI externalUrl,
            @Nullable String nonceSecret) {

        /// Without the secret.
        @Override
        public String toString() {
            return "Dpop[mode=%s, externalUrl=%s]".formatted(mode, externalUrl);
        }
    }

    /// Whether to hear what the issuer revokes, and what becomes of tokens while the newest that is
    /// known is too old to tell.
    public enum RevocationMode {
        /// Every token lives until it expires.
        OFF,
        /// Revoked tokens are refused; while nobody can tell, requests are answered with 503.
        FAIL_CLOSED,
        /// Revoked tokens are refused; while nobody can tell, tokens count until they expire.
        FAIL_OPEN_UNTIL_EXP
    }

    /// @param mode Whether to refuse what the issuer has revoked, and what becomes of tokens while
    ///   the newest that is known is too old to tell.
    /// @param clientId Name of this service as a client of the issuer. When set, the issuer's
    ///   stream is followed besides its lists.
    /// @param clientSecret Secret of that client.
    /// @param maxStaleness How old what is known may be.
    /// @param longestTokenLife How long an access token of the issuer lives at most. Longer ones
    ///   are refused.
    /// @param listsUri Address below which the issuer's status lists are, with a slash at its end.
    ///   Below /status/ of the issuer unless set.
    /// @param streamUri Address of the issuer's stream. At /revocations/stream of the issuer unless
    ///   set.
    public record Revocation(
            @DefaultValue("off") RevocationMode mode,
            @Nullable String clientId,
            @Nullable String clientSecret,
            @DefaultValue("60s") Duration maxStaleness,
            @DefaultValue("1h") Duration longestTokenLife,
            @Nullable URI listsUri,
            @Nullable URI streamUri) {

        /// Without the secret.
        @Override
        public String toString() {
            return "Revocation[mode=%s, clientId=%s]".formatted(mode, clientId);
        }
    }

    /// @param uri Address of this service as its clients know it. When set, its metadata is served
    ///   (RFC 9728), and challenges point to it.
    /// @param scopes Scopes that clients may ask for.
    public record Resource(@Nullable URI uri, @DefaultValue List<String> scopes) {}
}
