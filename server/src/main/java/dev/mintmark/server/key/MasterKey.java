package dev.mintmark.server.key;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Optional;
import java.util.random.RandomGenerator;

import javax.crypto.KDF;
import javax.crypto.spec.HKDFParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/// The one secret an operator keeps: 32 bytes, from which every key that seals something at rest is
/// derived (HKDF-SHA-256, RFC 5869) under a name of its own.
public final class MasterKey {
    public static final int BYTES = 32;
    private static final int FINGERPRINT_BYTES = 8;

    private final byte[] bytes;

    private MasterKey(byte[] bytes) {
        this.bytes = bytes;
    }

    public static MasterKey random(RandomGenerator random) {
        var bytes = new byte[BYTES];
        random.nextBytes(bytes);
        return new MasterKey(bytes);
    }

    /// Reads 32 bytes of base64url (43 characters; padding and a final newline are tolerated), or
    /// of plain base64, which is what `openssl rand -base64 32` prints.
    public static Optional<MasterKey> parse(String text) {
        var unified = text.strip().replace('+', '-').replace('/', '_');
        try {
            byte[] bytes = Base64.getUrlDecoder().decode(unified);
            return bytes.length == BYTES ? Optional.of(new MasterKey(bytes)) : Optional.empty();
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /// For the file that a first start on a developer's machine leaves behind; nothing else needs
    /// it.
    public String revealAsText() {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    /// By which people tell one from another; nobody gets back from it to the key.
    public String fingerprint() {
        return HexFormat.of().formatHex(derive("fingerprint 1"), 0, FINGERPRINT_BYTES);
    }

    /// A key for one purpose. Different purposes give unrelated keys.
    byte[] derive(String purpose) {
        try {
            var parameters =
                    HKDFParameterSpec.ofExtract()
                            .addIKM(new SecretKeySpec(bytes, "HKDF"))
                            .thenExpand(
                                    ("mintmark " + purpose).getBytes(StandardCharsets.UTF_8),
                                    BYTES);
            return KDF.getInstance("HKDF-SHA256").deriveData(parameters);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java 25 has HKDF-SHA256", e);
        }
    }

    @Override
    public String toString() {
        return "MasterKey[***]";
    }
}
