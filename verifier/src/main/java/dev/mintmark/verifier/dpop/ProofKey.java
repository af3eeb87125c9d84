package dev.mintmark.verifier.dpop;

import dev.mintmark.verifier.jose.Algorithm;
import dev.mintmark.verifier.jose.JwkReader;
import dev.mintmark.verifier.jose.JwkReading;
import dev.mintmark.verifier.jose.Thumbprint;
import dev.mintmark.verifier.jose.VerificationKey;
import dev.mintmark.verifier.json.JsonObject;
import dev.mintmark.verifier.jwt.JoseHeader;

import java.security.PublicKey;

/// The key that a proof's header brings along, and its name. Here the sender does say which key is
/// right; what makes it right is that the token names the same one.
record ProofKey(VerificationKey key, String thumbprint) {

    /// @param algorithm the header's, already checked to be allowed
    static ProofKey in(JoseHeader header, Algorithm algorithm) throws InvalidProof {
        if (!(header.members().member("jwk") instanceof JsonObject jwk)) {
            throw new InvalidProof("the proof's header has no jwk");
        }
        JwkReading reading = JwkReader.read(jwk, algorithm);
        if (reading instanceof JwkReading.Skipped unfit) {
            throw new InvalidProof("the proof's jwk is not fit: " + unfit.reason());
        }
        VerificationKey key = ((JwkReading.Usable) reading).key();
        if (key.algorithm() != algorithm) {
            throw new InvalidProof("the proof's jwk is for another alg than its header's");
        }
        PublicKey publicKey = key.publicKey().orElseThrow();
        return new ProofKey(key, Thumbprint.of(publicKey, algorithm));
    }
}
