package dev.mintmark.verifier;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.mintmark.verifier.fetch.KeySetAddress;
import dev.mintmark.verifier.jose.Algorithm;
import dev.mintmark.verifier.jose.JwkSet;
import dev.mintmark.verifier.jose.VerificationKey;

import org.jspecify.annotations.Nullable;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;

/// Where the keys of one issuer come from.
public interface KeySource extends AutoCloseable {

    /// The keys to try for a token. Called for every token, so it has to be fast and must not wait
    /// as long as it has keys to offer.
    ///
    /// @param kid the name in the token's header, chosen by whoever sent it: good for looking up in
    ///   a map and for nothing else
    /// @param algorithm the header's, already checked to be allowed; a returned key of another
    ///   algorithm is not used
    KeyLookup lookup(@Nullable String kid, Algorithm algorithm);

    /// Ends whatever the source runs in the background; for pinned keys there is nothing to end.
    @Override
    default void close() {}

    /// The same source for one verifier more, whose closing does not end it for the others: close
    /// the source itself when all are done.
    default KeySource shared() {
        return new SharedKeys(this);
    }

    /// Exactly these keys, without any network.
    static KeySource of(VerificationKey first, VerificationKey... more) {
        var keys = new ArrayList<VerificationKey>();
        keys.add(first);
        keys.addAll(List.of(more));
        return new PinnedKeys(keys);
    }

    /// The keys of a JWK Set document, without any network. Throws an `IllegalArgumentException`
    /// when it is not one or holds no key that can be used.
    static KeySource jwkSet(byte[] json) {
        JwkSet set = JwkSet.parse(json, null);
        if (set.keys().isEmpty()) {
            throw new IllegalArgumentException(
                    "the key set has no key to verify with: " + set.skipped());
        }
        return new PinnedKeys(set.keys());
    }

    /// The keys at this address, kept current. `https` only, except on loopback.
    static RemoteKeys atUrl(URI jwksUri) {
        return new RemoteKeys(KeySetAddress.known(jwksUri));
    }

    /// The keys at the address that the issuer's metadata names, kept current.
    static RemoteKeys discoveredFrom(URI issuer) {
        return new RemoteKeys(KeySetAddress.namedBy(issuer));
    }

    /// Like [#jwkSet(byte[])].
    static KeySource jwkSet(String json) {
        return jwkSet(json.getBytes(UTF_8));
    }
}
