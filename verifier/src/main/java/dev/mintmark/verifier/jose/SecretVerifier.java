package dev.mintmark.verifier.jose;

import java.security.MessageDigest;

/// A shared secret: a signature is right when it is the one we would make.
final class SecretVerifier implements SignatureVerifier {

    private final MacEngine engine;

    SecretVerifier(MacEngine engine) {
        this.engine = engine;
    }

    @Override
    public boolean verify(byte[] data, int offset, int length, byte[] signature) {
        // In constant time, or the time taken would tell how many bytes were guessed right.
        return MessageDigest.isEqual(engine.sign(data, offset, length), signature);
    }
}
