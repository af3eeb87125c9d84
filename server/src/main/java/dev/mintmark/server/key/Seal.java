package dev.mintmark.server.key;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.Optional;
import java.util.random.RandomGenerator;

import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/// Seals secrets for the database with AES-256-GCM, under one master key. What a secret is called
/// is authenticated with it, so that two sealed values cannot be swapped for one another.
///
/// Layout: one byte of format, twelve bytes of random nonce, ciphertext, sixteen bytes of tag. One
/// sealing key serves far fewer than 2^32 values, the bound for random nonces (NIST SP 800-38D).
final class Seal {
    private static final byte FORMAT = 1;
    private static final int NONCE_BYTES = 12;
    private static final int TAG_BITS = 128;

    private final SecretKeySpec key;
    private final String fingerprint;
    private final RandomGenerator random;

    Seal(MasterKey master, RandomGenerator random) {
        this.fingerprint = master.fingerprint();
        this.key = new SecretKeySpec(master.derive("sealing 1"), "AES");
        this.random = random;
    }

    /// Of the master key.
    String fingerprint() {
        return fingerprint;
    }

    byte[] seal(String name, byte[] secret) {
        var nonce = new byte[NONCE_BYTES];
        random.nextBytes(nonce);
        try {
            byte[] sealed = cipher(Cipher.ENCRYPT_MODE, name, nonce).doFinal(secret);
            var out = new byte[1 + NONCE_BYTES + sealed.length];
            out[0] = FORMAT;
            System.arraycopy(nonce, 0, out, 1, NONCE_BYTES);
            System.arraycopy(sealed, 0, out, 1 + NONCE_BYTES, sealed.length);
            return out;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has AES-GCM", e);
        }
    }

    /// Empty when the value was sealed under another master key or another name, or was changed.
    Optional<byte[]> open(String name, byte[] sealed) {
        int overhead = 1 + NONCE_BYTES + TAG_BITS / Byte.SIZE;
        if (sealed.length < overhead || sealed[0] != FORMAT) {
            return Optional.empty();
        }
        byte[] nonce = Arrays.copyOfRange(sealed, 1, 1 + NONCE_BYTES);
        try {
            return Optional.of(
                    cipher(Cipher.DECRYPT_MODE, name, nonce)
                            .doFinal(sealed, 1 + NONCE_BYTES, sealed.length - 1 - NONCE_BYTES));
        } catch (AEADBadTagException e) {
            return Optional.empty();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has AES-GCM", e);
        }
    }

    private Cipher cipher(int mode, String name, byte[] nonce) throws GeneralSecurityException {
        var cipher = Cipher.getInstance("AES/GCM/NoPadding");
        cipher.init(mode, key, new GCMParameterSpec(TAG_BITS, nonce));
        cipher.updateAAD(name.getBytes(StandardCharsets.UTF_8));
        return cipher;
    }

    @Override
    public String toString() {
        return "Seal[" + fingerprint + "]";
    }
}
