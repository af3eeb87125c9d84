package dev.mintmark.verifier.jose;

import java.security.GeneralSecurityException;

import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/// An HMAC secret with engines that are initialised with it.
final class MacEngine {

    private final EnginePool<Mac> engines;

    MacEngine(Secret secret, Algorithm algorithm, SignatureProvider provider) {
        this.engines = new EnginePool<>(() -> engine(secret, algorithm, provider));
    }

    byte[] sign(byte[] data, int offset, int length) {
        Mac engine = engines.take();
        engine.update(data, offset, length);
        byte[] signature = engine.doFinal();
        engines.giveBack(engine);
        return signature;
    }

    private static Mac engine(Secret secret, Algorithm algorithm, SignatureProvider provider) {
        try {
            Mac engine = provider.mac(algorithm);
            engine.init(new SecretKeySpec(secret.bytes(), algorithm.jcaName()));
            return engine;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this Java cannot compute " + algorithm.wireName(), e);
        }
    }
}
