package dev.mintmark.verifier.fetch;

import dev.mintmark.verifier.jose.Algorithm;

import org.jspecify.annotations.Nullable;

import java.net.URI;

/// Where an issuer's key set is. Making one checks the address and does nothing else.
public sealed interface KeySetAddress permits KnownAddress, Discovery {

    static KeySetAddress known(URI jwksUri) {
        return new KnownAddress(Address.requireFetchable(jwksUri), new Fetcher());
    }

    /// At the address that the issuer's metadata names.
    static KeySetAddress namedBy(URI issuer) {
        if (issuer.getRawQuery() != null) {
            throw new IllegalArgumentException("an issuer has no query");
        }
        return new Discovery(Address.requireFetchable(issuer), new Fetcher());
    }

    /// Waits for the network, within the limits of [Fetcher].
    ///
    /// @param rsaAlgorithm what RSA keys without `alg` are for, null to leave them out
    Download download(@Nullable Algorithm rsaAlgorithm);
}
