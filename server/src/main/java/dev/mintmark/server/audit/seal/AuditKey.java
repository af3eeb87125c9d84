package dev.mintmark.server.audit.seal;

import dev.mintmark.server.fault.CannotStart;
import dev.mintmark.server.id.KeyId;
import dev.mintmark.server.key.PublishedKey;
import dev.mintmark.server.key.SealedSecretStore;
import dev.mintmark.server.key.Sealer;
import dev.mintmark.server.key.SigningKey;
import dev.mintmark.verifier.jose.Algorithm;
import dev.mintmark.verifier.jose.SignatureProvider;
import dev.mintmark.verifier.jose.SigningEngine;
import dev.mintmark.verifier.jose.Thumbprint;

import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.SecureRandom;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;

/// The key that signs seals, and nothing else. It is made once and rests sealed under the master
/// key; all nodes have the same. No verifier of tokens is ever told of it.
///
/// @param signing the private half
/// @param published the public half, for whoever examines the records
public record AuditKey(SigningKey signing, PublishedKey published) {
    private static final String NAME = "audit key 1";
    private static final Algorithm ALGORITHM = Algorithm.ES256;

    public static AuditKey open(
            SealedSecretStore store,
            Sealer sealer,
            SecureRandom random,
            SignatureProvider provider) {
        byte[] sealed =
                store.find(NAME)
                        .orElseGet(() ->
                                store.putIfAbsent(
                                        NAME, sealer.seal(NAME, written(generate(random)))));
        return sealer.open(NAME, sealed)
                .map(opened -> of(read(opened), provider))
                .orElseThrow(() ->
                        new CannotStart(
                                "The key that signs the audit does not open under the master key:"
                                        + " it was changed in the database."));
    }

    private static AuditKey of(KeyPair pair, SignatureProvider provider) {
        var kid = new KeyId(Thumbprint.of(pair.getPublic(), ALGORITHM));
        var engine = SigningEngine.of(pair.getPrivate(), ALGORITHM, provider);
        return new AuditKey(
                new SigningKey(kid, ALGORITHM, engine::sign),
                new PublishedKey(kid, ALGORITHM, pair.getPublic()));
    }

    private static KeyPair generate(SecureRandom random) {
        try {
            var generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(new ECGenParameterSpec("secp256r1"), random);
            return generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java makes such keys", e);
        }
    }

    /// Both halves, as one does not follow from the other in Java.
    private static byte[] written(KeyPair pair) {
        byte[] hidden = pair.getPrivate().getEncoded();
        byte[] shown = pair.getPublic().getEncoded();
        return ByteBuffer.allocate(Integer.BYTES + hidden.length + shown.length)
                .putInt(hidden.length)
                .put(hidden)
                .put(shown)
                .array();
    }

    private static KeyPair read(byte[] bytes) {
        var buffer = ByteBuffer.wrap(bytes);
        var hidden = new byte[buffer.getInt()];
        buffer.get(hidden);
        var shown = new byte[buffer.remaining()];
        buffer.get(shown);
        try {
            var keys = KeyFactory.getInstance("EC");
            return new KeyPair(
                    keys.generatePublic(new X509EncodedKeySpec(shown)),
                    keys.generatePrivate(new PKCS8EncodedKeySpec(hidden)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("the audit key is not what was written", e);
        }
    }

    @Override
    public String toString() {
        return "AuditKey[" + published.kid() + "]";
    }
}
