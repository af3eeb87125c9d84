package dev.mintmark.server.key;

import dev.mintmark.server.id.KeyId;
import dev.mintmark.server.key.foreign.ForeignKey;
import dev.mintmark.verifier.jose.Algorithm;
import dev.mintmark.verifier.jose.KeyFamily;
import dev.mintmark.verifier.jose.MlDsa;
import dev.mintmark.verifier.jose.Thumbprint;

import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.spec.AlgorithmParameterSpec;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.NamedParameterSpec;
import java.security.spec.RSAKeyGenParameterSpec;
import java.time.Instant;
import java.util.Optional;

/// Makes signing keys. RSA keys have 3072 bits: 128 bits of strength, like the others.
public final class KeyMaker {
    private static final int RSA_BITS = 3072;

    private final Sealer sealer;
    private final SecureRandom random;

    public KeyMaker(Sealer sealer, SecureRandom random) {
        this.sealer = sealer;
        this.random = random;
    }

    KeyRecord make(
            KeySlot slot, KeyState state, Instant now, Optional<Instant> due, Mandate mandate) {
        var made = generate(slot.algorithm());
        var kid = new KeyId(Thumbprint.of(made.publicKey(), slot.algorithm()));
        byte[] sealed = sealer.seal(kid.value(), made.secret());
        return new KeyRecord(
                kid,
                slot,
                state,
                now,
                due,
                mandate,
                now,
                Custody.SEALED,
                made.publicKey().getEncoded(),
                Optional.of(sealed));
    }

    /// A key that was made elsewhere, to sign when its turn comes.
    KeyRecord toSign(ForeignKey key, PrivateKey privateKey, Instant now, Mandate mandate) {
        var kid = new KeyId(Thumbprint.of(key.publicKey(), key.algorithm()));
        return record(
                kid,
                key,
                KeyState.ANNOUNCED,
                Custody.SEALED,
                sealer.seal(kid.value(), privateKey.getEncoded()),
                now,
                mandate);
    }

    /// A key that was made elsewhere, to be published under the name it had there so that what was
    /// signed there stays good. Its public half is sealed: nobody but us has put it here.
    KeyRecord toVerify(ForeignKey key, Instant now, Mandate mandate) {
        var kid =
                key.kid()
                        .filter(KeyId::isValid)
                        .map(KeyId::new)
                        .orElseGet(
                                () -> new KeyId(Thumbprint.of(key.publicKey(), key.algorithm())));
        return record(
                kid,
                key,
                KeyState.RETIRING,
                Custody.VERIFY_ONLY,
                sealer.seal(kid.value(), key.publicKey().getEncoded()),
                now,
                mandate);
    }

    private static KeyRecord record(
            KeyId kid,
            ForeignKey key,
            KeyState state,
            Custody custody,
            byte[] sealed,
            Instant now,
            Mandate mandate) {
        return new KeyRecord(
                kid,
                KeySlot.accessTokens(key.algorithm()),
                state,
                now,
                Optional.empty(),
                mandate,
                now,
                custody,
                key.publicKey().getEncoded(),
                Optional.of(sealed));
    }

    /// @param secret what the private half is kept as
    private record Made(PublicKey publicKey, byte[] secret) {}

    private Made generate(Algorithm algorithm) {
        if (algorithm.family() == KeyFamily.ML_DSA) {
            // The seed is the key (RFC 9964 section 4); the long form follows from it.
            var seed = new byte[MlDsa.SEED_BYTES];
            random.nextBytes(seed);
            return new Made(MlDsa.keyPairFromSeed(seed, algorithm).getPublic(), seed);
        }
        var pair = pair(algorithm);
        return new Made(pair.getPublic(), pair.getPrivate().getEncoded());
    }

    private KeyPair pair(Algorithm algorithm) {
        try {
            var generator = KeyPairGenerator.getInstance(family(algorithm));
            generator.initialize(parameters(algorithm), random);
            return generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(
                    "this Java cannot make a key for " + algorithm.wireName(), e);
        }
    }

    /// The name under which the platform makes and reads keys for an algorithm.
    static String family(Algorithm algorithm) {
        return switch (algorithm.family()) {
            case RSA -> "RSA";
            case EC -> "EC";
            case ED25519 -> "Ed25519";
            case ML_DSA -> "ML-DSA";
            case SECRET -> throw notAKeyPair(algorithm);
        };
    }

    private static AlgorithmParameterSpec parameters(Algorithm algorithm) {
        return switch (algorithm) {
            case RS256, RS384, RS512, PS256, PS384, PS512 ->
                    new RSAKeyGenParameterSpec(RSA_BITS, RSAKeyGenParameterSpec.F4);
            case ES256 -> new ECGenParameterSpec("secp256r1");
            case ES384 -> new ECGenParameterSpec("secp384r1");
            case ES512 -> new ECGenParameterSpec("secp521r1");
            case ED25519 -> NamedParameterSpec.ED25519;
            case ML_DSA_44, ML_DSA_65, ML_DSA_87 -> new NamedParameterSpec(algorithm.wireName());
            case HS256, HS384, HS512 -> throw notAKeyPair(algorithm);
        };
    }

    private static IllegalArgumentException notAKeyPair(Algorithm algorithm) {
        return new IllegalArgumentException(algorithm.wireName() + " has no key pair");
    }
}
