package dev.mintmark.verifier.jose;

import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.Signature;

/// Makes signatures with one private key, in the form JWS carries them (RFC 7518 §3). Safe for use
/// by many threads.
///
/// ECDSA needs a fresh secret number per signature; the provider draws it from its `SecureRandom`.
public final class SigningEngine {

    private interface Signing {
        byte[] sign(byte[] data) throws GeneralSecurityException;
    }

    private final Algorithm algorithm;
    private final Signing signing;

    private SigningEngine(Algorithm algorithm, Signing signing) {
        this.algorithm = algorithm;
        this.signing = signing;
    }

    /// Throws an `IllegalArgumentException` when the provider does not take the key for the
    /// algorithm, and finds that out by making a signature now rather than with the first token.
    public static SigningEngine of(
            PrivateKey key, Algorithm algorithm, SignatureProvider provider) {
        if (algorithm.isSymmetric()) {
            throw new IllegalArgumentException(algorithm.wireName() + " needs a shared secret");
        }
        try {
            PrivateKey translated = provider.translate(key, algorithm.family());
            var engines = new EnginePool<>(() -> engine(translated, algorithm, provider));
            var signing =
                    new SigningEngine(
                            algorithm,
                            data -> {
                                Signature engine = engines.take();
                                engine.update(data);
                                byte[] signature = engine.sign();
                                engines.giveBack(engine);
                                return signature;
                            });
            requireRightKey(signing.sign(new byte[0]), algorithm);
            return signing;
        } catch (GeneralSecurityException | IllegalStateException e) {
            throw new IllegalArgumentException(
                    provider.name() + " cannot sign " + algorithm.wireName() + " with this key", e);
        }
    }

    /// The counterpart of [VerificationKey#ofSharedSecret], refusing the same weak secrets.
    public static SigningEngine ofSharedSecret(
            byte[] secret, Algorithm algorithm, SignatureProvider provider) {
        var engine = new MacEngine(Secret.of(secret, algorithm), algorithm, provider);
        return new SigningEngine(algorithm, data -> engine.sign(data, 0, data.length));
    }

    public Algorithm algorithm() {
        return algorithm;
    }

    public byte[] sign(byte[] signingInput) {
        try {
            return signing.sign(signingInput);
        } catch (GeneralSecurityException e) {
            // The engine was not given back, so the next signature starts with a fresh one.
            throw new IllegalStateException("a " + algorithm.wireName() + " signature failed", e);
        }
    }

    @Override
    public String toString() {
        return "SigningEngine[" + algorithm.wireName() + "]";
    }

    /// Providers sign with a key of any curve and of any parameter set; the length of the outcome
    /// gives it away.
    private static void requireRightKey(byte[] signature, Algorithm algorithm) {
        Curve curve = algorithm.curve();
        MlDsaSet set = algorithm.parameterSet();
        if (curve != null && !curve.isSignature(signature)) {
            throw new IllegalStateException("the key is on another curve");
        }
        if (set != null && signature.length != set.signatureBytes()) {
            throw new IllegalStateException("the key is of another parameter set");
        }
    }

    private static Signature engine(
            PrivateKey key, Algorithm algorithm, SignatureProvider provider) {
        try {
            Signature engine = provider.signature(algorithm);
            engine.initSign(key);
            return engine;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(
                    provider.name() + " cannot sign " + algorithm.wireName(), e);
        }
    }
}
