package dev.mintmark.server.key.foreign;

import dev.mintmark.verifier.jose.Algorithm;
import dev.mintmark.verifier.jose.SignatureProvider;
import dev.mintmark.verifier.jose.SigningEngine;
import dev.mintmark.verifier.jose.VerificationKey;

import java.nio.charset.StandardCharsets;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.interfaces.RSAPublicKey;
import java.util.List;
import java.util.Optional;

/// The last look at a key, whatever it was read from.
final class Fitness {
    private static final byte[] SAMPLE = "mintmark".getBytes(StandardCharsets.US_ASCII);

    private Fitness() {}

    static ForeignKey check(
            Optional<String> kid,
            Algorithm algorithm,
            PublicKey publicKey,
            Optional<PrivateKey> privateKey)
            throws Unfit {
        List<String> warnings = List.of();
        if (publicKey instanceof RSAPublicKey rsa) {
            RsaStrength.require(rsa.getModulus(), rsa.getPublicExponent());
            warnings = RsaStrength.warnings(rsa.getModulus(), rsa.getPublicExponent());
        }
        var verifying = verifying(algorithm, publicKey);
        if (privateKey.isPresent()) {
            requirePair(algorithm, privateKey.get(), verifying);
        }
        return new ForeignKey(kid, algorithm, publicKey, privateKey, warnings);
    }

    /// Checks that the key fits the algorithm and lies on its curve.
    private static VerificationKey verifying(Algorithm algorithm, PublicKey key) throws Unfit {
        try {
            return VerificationKey.of(null, algorithm, key).on(SignatureProvider.jdk());
        } catch (IllegalArgumentException e) {
            throw new Unfit("This key cannot be used: %s.".formatted(e.getMessage()));
        }
    }

    private static void requirePair(
            Algorithm algorithm, PrivateKey privateKey, VerificationKey verifying) throws Unfit {
        try {
            byte[] signature =
                    SigningEngine.of(privateKey, algorithm, SignatureProvider.jdk()).sign(SAMPLE);
            if (verifying.verifies(SAMPLE, 0, SAMPLE.length, signature)) {
                return;
            }
        } catch (IllegalArgumentException | IllegalStateException e) {
            throw new Unfit("The private half of this key does not sign.");
        }
        throw new Unfit("The private and the public half of this key do not belong together.");
    }
}
