package dev.mintmark.verifier.fetch;

import dev.mintmark.verifier.jose.Algorithm;

import org.jspecify.annotations.Nullable;

import java.net.URI;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/// Where an issuer's key set is. Making one checks the address and does nothing else.
public final class KeySetAddress {

    private final URI configured;
    private final boolean discovered;
    private final Set<URI> alsoAllowed;
    private final boolean publicOnly;
    private final Fetcher fetcher;

    private KeySetAddress(
            URI configured, boolean discovered, Set<URI> alsoAllowed, boolean publicOnly) {
        this.configured = configured;
        this.discovered = discovered;
        this.alsoAllowed = Set.copyOf(alsoAllowed);
        this.publicOnly = publicOnly;
        this.fetcher = Fetcher.around(configured, publicOnly);
    }

    /// At an address that is known.
    public static KeySetAddress known(URI jwksUri) {
        return new KeySetAddress(Address.requireFetchable(jwksUri), false, Set.of(), false);
    }

    /// At the address that the issuer's metadata names.
    public static KeySetAddress namedBy(URI issuer) {
        if (issuer.getRawQuery() != null) {
            throw new IllegalArgumentException("an issuer has no query");
        }
        return new KeySetAddress(Address.requireFetchable(issuer), true, Set.of(), false);
    }

    /// Metadata may also name an address of this origin.
    public KeySetAddress allowing(URI origin) {
        if (!discovered) {
            throw new IllegalArgumentException("an address that is known names no other");
        }
        var more = new HashSet<>(alsoAllowed);
        more.add(Address.requireFetchable(origin));
        return new KeySetAddress(configured, true, more, publicOnly);
    }

    /// Nothing but public addresses will be asked, not even where the configured name stands for a
    /// private one from the beginning.
    public KeySetAddress publicOnly() {
        return new KeySetAddress(configured, discovered, alsoAllowed, true);
    }

    /// The address as it was configured, for telling key sets apart.
    public String name() {
        return configured.toString();
    }

    /// Waits for the network, within the limits of [Fetcher].
    ///
    /// @param rsaAlgorithm what RSA keys without `alg` are for, null to leave them out
    /// @param held the copy that need not be sent again
    public Download download(@Nullable Algorithm rsaAlgorithm, Optional<Copy> held) {
        return discovered
                ? new Discovery(configured, alsoAllowed, fetcher).download(rsaAlgorithm, held)
                : new KnownAddress(configured, fetcher).download(rsaAlgorithm, held);
    }

    /// Tells the issuer which copy is in use here now, and which was before. Waits for the network
    /// as well.
    public void report(Copy now, Optional<Copy> before) {
        KnownAddress.report(now, before, fetcher);
    }
}
