package dev.mintmark.verifier.fetch;

import dev.mintmark.verifier.jose.Algorithm;

import org.jspecify.annotations.Nullable;

import java.net.URI;
import java.util.Optional;
import java.util.Set;

/// The address that the issuer's metadata names.
///
/// The metadata is asked for anew with every download. It is small, and an issuer that moves its
/// keys is then followed without a restart.
///
/// @param alsoAllowed origins besides the issuer's own that keys may come from
record Discovery(URI issuer, Set<URI> alsoAllowed, Fetcher fetcher) {

    Download download(@Nullable Algorithm rsaAlgorithm, Optional<Copy> held) {
        IssuerMetadata metadata = IssuerMetadata.of(issuer, fetcher);
        if (metadata instanceof IssuerMetadata.Found found) {
            return found.address("jwks_uri", alsoAllowed)
                    .map(uri -> new KnownAddress(uri, fetcher).download(rsaAlgorithm, held))
                    .orElseGet(() ->
                            new Download.Failed(
                                    "jwks_uri is absent or not on an origin that is allowed"));
        }
        return new Download.Failed(((IssuerMetadata.Failed) metadata).reason());
    }
}
