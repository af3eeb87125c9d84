package dev.mintmark.verifier.jose;

import java.security.DigestException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/// SHA-256 by the JDK, whose code for it runs on the processor's own instructions where there are
/// any. Engines are kept: finding one costs half as much as hashing a token.
public final class Sha256 {

    public static final int BYTES = 32;

    private static final EnginePool<MessageDigest> ENGINES = new EnginePool<>(Sha256::engine);

    private Sha256() {}

    public static byte[] of(byte[] data) {
        MessageDigest engine = ENGINES.take();
        var hash = new byte[BYTES];
        try {
            engine.update(data, 0, data.length);
            engine.digest(hash, 0, BYTES);
        } catch (DigestException e) {
            throw new IllegalStateException("32 bytes hold a SHA-256", e);
        }
        ENGINES.giveBack(engine);
        return hash;
    }

    private static MessageDigest engine() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
