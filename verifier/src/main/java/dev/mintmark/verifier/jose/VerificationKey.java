package dev.mintmark.verifier.jose;

import org.jspecify.annotations.Nullable;

import java.security.PublicKey;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;

/// A key to check signatures with, bound to exactly one algorithm (RFC 8725 §3.1): what a token's
/// header says never decides how its key is used.
///
/// Keys are checked when they are made. A weak, mismatched or invalid one is refused with an
/// `IllegalArgumentException` that says why.
public final class VerificationKey {

    private final Optional<String> kid;
    private final Algorithm algorithm;
    private final @Nullable PublicKey publicKey;
    private final Function<SignatureProvider, SignatureVerifier> making;
    private final @Nullable SignatureProvider provider;
    private volatile @Nullable SignatureVerifier verifier;

    private VerificationKey(
            @Nullable String kid,
            Algorithm algorithm,
            @Nullable PublicKey publicKey,
            Function<SignatureProvider, SignatureVerifier> making,
            @Nullable SignatureProvider provider) {
        this.kid = Optional.ofNullable(kid);
        this.algorithm = algorithm;
        this.publicKey = publicKey;
        this.making = making;
        this.provider = provider;
    }

    /// @param kid null for a key without a name, which is then tried for every token of its
    ///   algorithm
    public static VerificationKey of(
            @Nullable String kid, Algorithm algorithm, PublicKey publicKey) {
        PublicKeys.requireFit(publicKey, algorithm);
        return new VerificationKey(
                kid,
                algorithm,
                publicKey,
                provider -> new PublicKeyVerifier(publicKey, algorithm, provider),
                null);
    }

    /// For a service that both makes and reads its tokens. Whoever can verify with a shared secret
    /// can also forge, so such a key never comes out of a key set, only out of this method.
    ///
    /// Refuses secrets that are short, plainly not random, or known from tutorials.
    public static VerificationKey ofSharedSecret(
            @Nullable String kid, Algorithm algorithm, byte[] secret) {
        Secret checked = Secret.of(secret, algorithm);
        return new VerificationKey(
                kid,
                algorithm,
                null,
                provider -> new SecretVerifier(new MacEngine(checked, algorithm, provider)),
                null);
    }

    /// The same key on a chosen provider instead of the fastest.
    public VerificationKey on(SignatureProvider chosen) {
        return new VerificationKey(
                kid.orElse(null), algorithm, publicKey, making, Objects.requireNonNull(chosen));
    }

    public Optional<String> kid() {
        return kid;
    }

    public Algorithm algorithm() {
        return algorithm;
    }

    /// Absent for a shared secret.
    public Optional<PublicKey> publicKey() {
        return Optional.ofNullable(publicKey);
    }

    /// Whether the other is a public key of the same name, for the same algorithm and with the same
    /// numbers. Shared secrets are not compared; one is the same as itself only.
    public boolean isSameAs(VerificationKey other) {
        return this == other
                || (kid.equals(other.kid)
                        && algorithm == other.algorithm
                        && publicKey != null
                        && publicKey.equals(other.publicKey));
    }

    /// Whether this key made the signature over that part of `data`. False for whatever is not a
    /// valid signature; never throws because of the signature.
    public boolean verifies(byte[] data, int offset, int length, byte[] signature) {
        SignatureVerifier ready = verifier;
        if (ready == null) {
            ready = prepare();
        }
        return ready.verify(data, offset, length, signature);
    }

    /// Gets ready for the first token: the provider may have to be loaded and the key translated.
    private synchronized SignatureVerifier prepare() {
        SignatureVerifier ready = verifier;
        if (ready == null) {
            ready = provider == null ? onFastest() : making.apply(provider);
            verifier = ready;
        }
        return ready;
    }

    /// Providers differ in the sizes they support; what the fastest does not take, the JDK does.
    private SignatureVerifier onFastest() {
        try {
            return making.apply(SignatureProvider.fastest());
        } catch (IllegalArgumentException unsupported) {
            return making.apply(SignatureProvider.jdk());
        }
    }

    @Override
    public String toString() {
        return "VerificationKey[" + algorithm.wireName() + "]";
    }
}
