package dev.mintmark.server.key;

import dev.mintmark.server.id.KeyId;
import dev.mintmark.server.secret.Hmac;
import dev.mintmark.verifier.KeySource;
import dev.mintmark.verifier.jose.Algorithm;
import dev.mintmark.verifier.jose.Base64Url;
import dev.mintmark.verifier.jose.SignatureProvider;
import dev.mintmark.verifier.jose.SigningEngine;
import dev.mintmark.verifier.jose.VerificationKey;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;

/// A secret that this authority shares with one service, which verifies with it and could forge
/// with it as well. It comes from the settings, is in no database, and is never published.
public final class SharedSecret {
    private static final int NAME_BYTES = 9;

    private final SigningKey signing;
    private final KeySource source;

    private SharedSecret(SigningKey signing, KeySource source) {
        this.signing = signing;
        this.source = source;
    }

    /// @param text random bytes in base64 or base64url
    /// @throws IllegalArgumentException for a secret that is short or known
    public static SharedSecret of(String text) {
        byte[] bytes = Base64.getUrlDecoder().decode(text.replace('+', '-').replace('/', '_'));
        var kid = name(bytes);
        var engine = SigningEngine.ofSharedSecret(bytes, Algorithm.HS256, SignatureProvider.jdk());
        return new SharedSecret(
                new SigningKey(kid, Algorithm.HS256, engine::sign),
                KeySource.of(VerificationKey.ofSharedSecret(kid.value(), Algorithm.HS256, bytes)));
    }

    /// Another secret has another name, from which nobody learns anything about it.
    private static KeyId name(byte[] secret) {
        byte[] mac = new Hmac(secret).of("mintmark kid 1".getBytes(StandardCharsets.US_ASCII));
        return new KeyId("hs256-" + Base64Url.encode(Arrays.copyOf(mac, NAME_BYTES)));
    }

    public SigningKey signing() {
        return signing;
    }

    /// For the verifier that examines our own tokens.
    public KeySource source() {
        return source;
    }

    @Override
    public String toString() {
        return "SharedSecret[" + signing.kid() + "]";
    }
}
