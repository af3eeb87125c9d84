package dev.mintmark.server.key;

import dev.mintmark.server.fault.Unavailable;
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
import java.util.Set;

/// Makes signing keys. RSA keys have 3072 bits: 128 bits of strength, like the others.
public final class KeyMaker {
    private static final int RSA_BITS = 3072;

    private final Sealer sealer;
    private final SecureRandom random;
    private final Optional<KeyDevice> device;
    private final Custody usual;

    public KeyMaker(Sealer sealer, SecureRandom random) {
        this(sealer, random, Optional.empty(), Custody.SEALED);
    }

    /// @param usual where private halves are that nobody chose a place for, if they can be there
    public KeyMaker(Sealer sealer, SecureRandom random, Optional<KeyDevice> device, Custody usual) {
        this.sealer = sealer;
        this.random = random;
        this.device = device;
        this.usual = usual;
    }

    /// Why no private half of this algorithm can be there; empty if it can.
    Optional<KeyRefusal> obstacle(Algorithm algorithm, Custody custody) {
        if (custody != Custody.PKCS11) {
            return Optional.empty();
        }
        if (device.isEmpty()) {
            return Optional.of(KeyRefusal.NO_DEVICE);
        }
        return device.get().makes(algorithm)
                ? Optional.empty()
                : Optional.of(KeyRefusal.NOT_IN_DEVICE);
    }

    /// @param wanted where its private half shall be; empty for the usual place
    /// @throws Unavailable when that is a device that does not answer
    KeyRecord make(
            KeySlot slot,
            Optional<Custody> wanted,
            KeyState state,
            Instant now,
            Optional<Instant> due,
            Mandate mandate) {
        var algorithm = slot.algorithm();
        var custody = wanted.orElse(obstacle(algorithm, usual).isEmpty() ? usual : Custody.SEALED);
        var made =
                custody == Custody.PKCS11
                        ? inside(device.orElseThrow(), algorithm, now)
                        : generate(algorithm);
        var kid = new KeyId(Thumbprint.of(made.publicKey(), algorithm));
        byte[] sealed = sealer.seal(kid.value(), made.secret());
        return new KeyRecord(
                kid,
                slot,
                state,
                now,
                due,
                mandate,
                now,
                custody,
                made.publicKey().getEncoded(),
                Optional.of(sealed));
    }

    /// A key that cannot wait. When the device does not answer, it is sealed instead: nobody could
    /// revoke the keys of a device that is lost otherwise.
    KeyRecord makeAtOnce(KeySlot slot, KeyState state, Instant now, Mandate mandate) {
        try {
            return make(slot, Optional.empty(), state, now, Optional.empty(), mandate);
        } catch (Unavailable e) {
            return make(slot, Optional.of(Custody.SEALED), state, now, Optional.empty(), mandate);
        }
    }

    /// @throws Unavailable when the device does not answer
    Set<KeyId> namesInDevice() {
        return device.map(KeyDevice::names).orElseGet(Set::of);
    }

    /// Takes out of a device what is needed no more.
    void discard(KeyRecord key) {
        if (key.custody() == Custody.PKCS11) {
            device.ifPresent(place -> place.remove(key.kid()));
        }
    }

    /// What is sealed is the public half: nobody but us has put it here.
    private static Made inside(KeyDevice device, Algorithm algorithm, Instant now) {
        var publicKey =
                device.make(algorithm, made -> new KeyId(Thumbprint.of(made, algorithm)), now);
        return new Made(publicKey, publicKey.getEncoded());
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
