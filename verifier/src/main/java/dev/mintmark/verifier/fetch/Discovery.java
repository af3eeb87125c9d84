package dev.mintmark.verifier.fetch;

import dev.mintmark.verifier.jose.Algorithm;

import org.jspecify.annotations.Nullable;

import java.net.URI;

/// The address that the issuer's metadata names.
///
/// The metadata is asked for anew with every download. It is small, and an issuer that moves its
/// keys is then followed without a restart.
record Discovery(URI issuer, Fetcher fetcher) implements KeySetAddress {

    @Override
    public Download download(@Nullable Algorithm rsaAlgorithm) {
        IssuerMetadata metadata = IssuerMetadata.of(issuer, fetcher);
        if (metadata instanceof IssuerMetadata.Found found) {
            return found.address("jwks_uri")
                    .map(uri -> new KnownAddress(uri, fetcher).download(rsaAlgorithm))
                    .orElseGet(() ->
                            new Download.Failed(
                                    "jwks_uri is absent or not on the issuer's origin"));
        }
        return new Download.Failed(((IssuerMetadata.Failed) metadata).reason());
    }
}
