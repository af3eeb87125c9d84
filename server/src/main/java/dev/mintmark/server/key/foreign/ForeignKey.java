package dev.mintmark.server.key.foreign;

import dev.mintmark.verifier.jose.Algorithm;

import java.security.PrivateKey;
import java.security.PublicKey;
import java.util.List;
import java.util.Optional;

/// A key that was made elsewhere, fit to be used.
///
/// @param kid the name it had there, if the file says
/// @param privateKey absent in what only holds a public key
/// @param warnings what is allowed but not good, as sentences
public record ForeignKey(
        Optional<String> kid,
        Algorithm algorithm,
        PublicKey publicKey,
        Optional<PrivateKey> privateKey,
        List<String> warnings) {
    public ForeignKey {
        warnings = List.copyOf(warnings);
    }

    @Override
    public String toString() {
        return "ForeignKey[" + algorithm.wireName() + "]";
    }
}
