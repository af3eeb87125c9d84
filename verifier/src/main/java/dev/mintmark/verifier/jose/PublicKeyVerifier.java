package dev.mintmark.verifier.jose;

import java.security.GeneralSecurityException;
import java.security.PublicKey;
import java.security.Signature;
import java.security.SignatureException;
import java.security.interfaces.RSAPublicKey;

/// A public key with engines that are initialised with it.
final class PublicKeyVerifier implements SignatureVerifier {

    private static final int ED25519_SIGNATURE_BYTES = 64;

    private final Algorithm algorithm;
    private final int signatureBytes;
    private final EnginePool<Signature> engines;

    PublicKeyVerifier(PublicKey key, Algorithm algorithm, SignatureProvider provider) {
        this.algorithm = algorithm;
        this.signatureBytes = signatureBytes(key, algorithm);
        PublicKey translated = translate(key, algorithm, provider);
        this.engines = new EnginePool<>(() -> engine(translated, algorithm, provider));
        // Whether the provider takes the key shows only now; better here than with a token in hand.
        engines.giveBack(engines.take());
    }

    @Override
    public boolean verify(byte[] data, int offset, int length, byte[] signature) {
        if (!isWellFormed(signature)) {
            return false;
        }
        Signature engine = engines.take();
        try {
            engine.update(data, offset, length);
            boolean valid = engine.verify(signature);
            engines.giveBack(engine);
            return valid;
        } catch (SignatureException | RuntimeException malformed) {
            // Providers differ in whether they return false or throw; both mean no. The engine is
            // not given back: nothing says what state it is in.
            return false;
        }
    }

    private boolean isWellFormed(byte[] signature) {
        Curve curve = algorithm.curve();
        return curve == null ? signature.length == signatureBytes : curve.isSignature(signature);
    }

    private static int signatureBytes(PublicKey key, Algorithm algorithm) {
        MlDsaSet set = algorithm.parameterSet();
        if (set != null) {
            return set.signatureBytes();
        }
        return key instanceof RSAPublicKey rsa
                ? (rsa.getModulus().bitLength() + 7) / 8
                : ED25519_SIGNATURE_BYTES;
    }

    private static PublicKey translate(
            PublicKey key, Algorithm algorithm, SignatureProvider provider) {
        try {
            return provider.translate(key, algorithm.family());
        } catch (GeneralSecurityException e) {
            throw new IllegalArgumentException(
                    provider.name() + " does not take this " + algorithm.wireName() + " key", e);
        }
    }

    private static Signature engine(
            PublicKey key, Algorithm algorithm, SignatureProvider provider) {
        try {
            Signature engine = provider.signature(algorithm);
            engine.initVerify(key);
            return engine;
        } catch (GeneralSecurityException e) {
            throw new IllegalArgumentException(
                    provider.name() + " cannot verify " + algorithm.wireName(), e);
        }
    }
}
